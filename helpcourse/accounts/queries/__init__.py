"""Reads of people: one person, and lists."""

from helpcourse.accounts.queries.lists import (
    GrantedRole,
    ListedPerson,
    NamedInstitution,
    PeoplePage,
    find_person,
    institution_name,
    institutions,
    search_people,
)
from helpcourse.accounts.queries.me import Me, find_me
from helpcourse.accounts.queries.person import (
    Account,
    Details,
    OpenLogin,
    find_account,
    find_account_of,
    find_new_email,
    find_token_owner,
    get_account_of,
    get_details,
    has_consented,
    logins_of,
    own_data,
    spellings_of,
)

__all__ = [
    "Account",
    "Details",
    "GrantedRole",
    "ListedPerson",
    "Me",
    "NamedInstitution",
    "OpenLogin",
    "PeoplePage",
    "find_account",
    "find_account_of",
    "find_me",
    "find_new_email",
    "find_person",
    "find_token_owner",
    "get_account_of",
    "get_details",
    "has_consented",
    "institution_name",
    "institutions",
    "logins_of",
    "own_data",
    "search_people",
    "spellings_of",
]
