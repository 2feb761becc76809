// statuspage.io, pointed at a log: every document, told in short.
const { Statuspage } = require("statuspage.io");

async function main(address) {
  const client = new Statuspage("log");
  client.setApiUrl(address.replace(/\/$/, ""));
  const names = (list) => list.map((one) => one.name);
  const status = await client.api.getStatus();
  const components = await client.api.getComponents();
  const summary = await client.api.getSummary();
  const incidents = await client.api.incidents.getAll();
  const unresolved = await client.api.incidents.getUnresolved();
  const upcoming = await client.api.scheduledMaintenances.getUpcoming();
  console.log(
    JSON.stringify({
      indicator: status.status.indicator,
      components: names(components.components),
      incidents: names(incidents.incidents),
      unresolved: names(unresolved.incidents),
      upcoming: names(upcoming.scheduled_maintenances),
      summary: names(summary.incidents),
    })
  );
}

main(process.argv[2]);
