from sqlite3 import Connection as _Connection
from sqlite3 import DatabaseError as DatabaseError
from sqlite3 import Error as Error
from sqlite3 import IntegrityError as IntegrityError
from sqlite3 import OperationalError as OperationalError
from sqlite3 import ProgrammingError as ProgrammingError

# It has the face of `sqlite3`, whose types serve for both; its errors are no kind of sqlite3's.
class Connection(_Connection): ...

def connect(
    database: str,
    timeout: float = ...,
    *,
    uri: bool = ...,
    check_same_thread: bool = ...,
    factory: type[Connection] = ...,
) -> Connection: ...
