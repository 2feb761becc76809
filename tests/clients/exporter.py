"""statuspage-prometheus-exporter, pointed at a log: what it would export."""

import json
import os
import sys
import tempfile
from pathlib import Path

folder = Path(tempfile.mkdtemp())
os.chdir(folder)
services = {"log": {"name": "Log", "url": f"{sys.argv[1]}api/v2/summary.json"}}
(folder / "services.json").write_text(json.dumps(services))
os.environ["SERVICES_JSON_PATH"] = str(folder / "services.json")
os.environ["CACHE_DIR"] = str(folder / "cache")

from statuspage_prometheus_exporter.service_checker import (  # noqa: E402 - it reads the file above
    check_status_page_service,
)

result = check_status_page_service("log", services["log"])
print(
    json.dumps(
        {
            "success": result["success"],
            "indicator": result["raw_status"],
            "components": [one["name"] for one in result["component_metadata"]],
            "unresolved": [one["name"] for one in result["incident_metadata"]],
            "maintenances": [one["name"] for one in result["maintenance_metadata"]],
        }
    )
)
