"""What is seen of a whole window."""

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget


def picture_of(window: QWidget) -> QImage:
    """Return what is seen of a window once looking again makes no difference.

    To be painted gives hidden parts their size, too, which those that are seen may have to heed.
    """
    QThreadPool.globalInstance().waitForDone()
    last, picture = None, _drawn(window)
    while picture != last:
        last, picture = picture, _drawn(window)
    return picture


def _drawn(window: QWidget) -> QImage:
    QApplication.sendPostedEvents()
    scale = window.devicePixelRatio()
    picture = QImage(window.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    # `QWidget.grab` has Qt forget which parts were uncovered while it painted: where a panel
    # had stood that is hidden by then, the next picture would be black.
    window.render(picture)
    return picture
