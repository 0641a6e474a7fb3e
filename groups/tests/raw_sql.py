"""What does the database answer to whoever can run any SQL as the app's role, and claims to be one person?"""

from django.db import DatabaseError, connection

from groups import wall


def run(person, sql, *given):
    """Run SQL in somebody's name; return its rows, how many it changed, or in one line why it was refused."""
    try:
        with wall.as_person(person), connection.cursor() as cursor:
            cursor.execute(sql, given)
            return cursor.fetchall() if cursor.description else cursor.rowcount
    except DatabaseError as error:
        return str(error).splitlines()[0]
