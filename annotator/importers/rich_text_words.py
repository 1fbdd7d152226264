"""What the control words of RTF mean for the words of a document."""

CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
    "zwbo": "\u200b", "zwnbo": "\u2060", "ltrmark": "\u200e", "rtlmark": "\u200f",
    # Symbols; an optional hyphen is no character as long as nobody sees it.
    "~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\t": "\t",
}  # fmt: skip
ENDS = frozenset({"par", "sect", "page", "column", "cell", "nestcell", "row", "\n", "\r"})
"""End a block."""

LEFT = frozenset({
    "aftncn", "aftnsep", "aftnsepc", "atndate", "atnicn", "atnid", "atntime", "background",
    "bkmkend", "bkmkstart", "colortbl", "comment", "do", "doccomm", "docvar", "falt", "filetbl",
    "fldinst", "footer", "footerf", "footerl", "footerr", "formfield", "ftncn", "ftnsep",
    "ftnsepc", "generator", "header", "headerf", "headerl", "headerr", "hlinkbase", "htmltag",
    "keywords", "latentstyles", "listoverridetable", "listpicture", "listtable", "listtext",
    "manager", "company", "category", "nextfile", "nonesttables", "nonshppict", "object",
    "operator", "panose", "pict", "pn", "pnseclvl", "pntext", "pntxta", "pntxtb", "printim",
    "private", "revtbl", "revtim", "rsidtbl", "rxe", "shpinst", "shppict", "shprslt", "sn", "sp",
    "subject", "sv", "tc", "template", "themedata", "txe", "upr", "userprops", "wgrffmtfilter",
    "xe", "xmlnstbl", "buptim", "linkval", "propname", "staticval",
})  # fmt: skip
"""Lead the words of their group out of the document."""

BACK = {"ud": "upr", "result": "object", "shptxt": "shpinst", "dptxbxtext": "do"}
"""Lead the words of a group back into it, where the group around them was led out by this."""

SAID = frozenset({
    "title", "author", "creatim", "atnauthor", "atnref", "atrfstart", "atrfend", "fonttbl",
    "stylesheet",
})  # fmt: skip
"""Lead the words of their group to what is known of the document."""

KNOWN = frozenset({"annotation", "footnote", "cs", "ds", "ts", *BACK, *SAID})
"""Are meant even where a reader that does not know them should pass over their group."""

LISTED = frozenset({"listtext", "pntext"})
"""Say that the paragraph is an item of a list."""

BASES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
"""Charsets of whole documents."""
