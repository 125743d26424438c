"""The deeds on households: register, change state, change composition, cards and codes.

Each is one transaction and leaves one audit line; none moves money.
"""

from ecot.operations.members.actions.cards import (
    IssuedCard,
    change_card,
    issue_card,
    renew_code,
    report_card_lost,
)
from ecot.operations.members.actions.composing import (
    CountsFrom,
    add_person,
    bring_back_person,
    correct_person,
    remove_person,
    set_participation,
)
from ecot.operations.members.actions.importing import (
    FileForm,
    Imported,
    commit_import,
    export_households,
)
from ecot.operations.members.actions.keeping import change_contact, place_in_band
from ecot.operations.members.actions.moving import StateChanged, change_state
from ecot.operations.members.actions.registering import Registered, register_household
from ecot.operations.members.actions.splitting import (
    Merged,
    Separated,
    merge_households,
    separate_household,
)

__all__ = [
    "CountsFrom",
    "FileForm",
    "Imported",
    "IssuedCard",
    "Merged",
    "Registered",
    "Separated",
    "StateChanged",
    "add_person",
    "bring_back_person",
    "change_card",
    "change_contact",
    "change_state",
    "commit_import",
    "correct_person",
    "export_households",
    "issue_card",
    "merge_households",
    "place_in_band",
    "register_household",
    "remove_person",
    "renew_code",
    "report_card_lost",
    "separate_household",
    "set_participation",
]
