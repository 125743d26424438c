"""Phones that keep their line open after a page: a market full of them does not shut the door.

A browser holds several lines for half a minute, and a till holds one all day. Who works is counted, not
who is connected.
"""

from http.client import HTTPConnection

from tests.faults.conftest import a_fair
from tests.faults.serving import serving
from tests.faults.tills import Operation

PHONES, PATIENCE_SECONDS = 200, 10


def test_a_crowd_that_stays_connected_does_not_shut_the_door(cloned_database, tmp_path):
    fair = a_fair(tills=1, cents=5_00)
    with (
        serving(cloned_database.environment, tmp_path) as server,
        fair.tills(server.port) as (till,),
    ):
        crowd = [
            HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
            for _ in range(PHONES)
        ]
        try:
            for phone in crowd:
                phone.request("GET", "/api/v1/openapi.json")
                assert phone.getresponse().read()
            assert till.send(Operation("one-more", fair.market.card.token, 5_00)).paid
        finally:
            for phone in crowd:
                phone.close()
