"""DiscordStatus, pointed at a log: every document, told in short."""

import json
import sys

from discordstatus import DiscordStatus

client = DiscordStatus()
client.base_target = f"{sys.argv[1]}api/v2"
print(
    json.dumps(
        {
            "indicator": client.status["status"]["indicator"],
            "components": [one["name"] for one in client.components["components"]],
            "unresolved": [one["name"] for one in client.unresolved_incidents["incidents"]],
            "incidents": [one["name"] for one in client.all_incidents["incidents"]],
            "upcoming": [
                one["name"] for one in client.upcoming_maintenances["scheduled_maintenances"]
            ],
            "active": [one["name"] for one in client.active_maintenances["scheduled_maintenances"]],
        }
    )
)
