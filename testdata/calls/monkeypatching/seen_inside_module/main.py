"""The module's own calls may meet the replacement."""

import service


def fake_query():
    return []


service.run()
service.query = fake_query
service.run()
