"""statuscheck, pointed at a log: its summary, told in short."""

import json
import sys

from statuscheck.services.bases._statuspageio import BaseStatusPageAPI


class Log(BaseStatusPageAPI):
    name = "Log"

    def _get_base_url(self):
        return f"{sys.argv[1]}api/v2/"


summary = Log().get_summary()
print(
    json.dumps(
        {
            "indicator": summary.status.code,
            "components": [one.name for one in summary.components],
            "states": {one.name: one.status for one in summary.components},
            "incidents": [one.name for one in summary.incidents],
        }
    )
)
