"""Writes src/relay/routes.json: which operation a REST request asks for, from botocore's service models.

    python3 src/libs/rehearsal/tools/routes.py      (any Python that has botocore, such as moto's environment)

One row an operation: method, URI with the query parameters that must be there, headers that must be there, name.
Left out: deprecated operations (they share a URI with their successors), and s3control (it signs as s3 does, and its host prefix
reaches no loopback address anyway). Services of the other protocols name the operation in a header or in the body.
"""

import json
import pathlib

import botocore.session

SERVICES = ["apigatewayv2", "lambda", "resource-groups", "route53", "s3", "scheduler"]
OUT = pathlib.Path(__file__).parent.parent / "src/relay/routes.json"


def main() -> None:
    loader = botocore.session.get_session().get_component("data_loader")
    tables = [table(loader.load_service_model(name, "service-2")) for name in SERVICES]
    OUT.write_text("{\n" + ",\n".join(tables) + "\n}\n")


def table(model: dict) -> str:
    signing_name = model["metadata"].get("signingName", model["metadata"]["endpointPrefix"])
    rows = sorted(row(model, name) for name, op in model["operations"].items() if not op.get("deprecated"))
    lines = [json.dumps(cells, separators=(",", ":")) for cells in rows]
    return f'"{signing_name}":[\n' + ",\n".join(lines) + "\n]"


def row(model: dict, name: str) -> list:
    http = model["operations"][name]["http"]
    path, _, query = http["requestUri"].partition("?")
    # x-id is a hint that some clients leave out.
    parameters = [p for p in query.split("&") if p and not p.startswith("x-id=")] + required(model, name, "querystring")
    uri = path + ("?" + "&".join(parameters) if parameters else "")
    return [http["method"], uri, required(model, name, "header"), name]


def required(model: dict, name: str, location: str) -> list:
    shape = model["shapes"].get(model["operations"][name].get("input", {}).get("shape"), {})
    members = [shape["members"][member] for member in shape.get("required", [])]
    return [m["locationName"].lower() if location == "header" else m["locationName"] for m in members if m.get("location") == location]


if __name__ == "__main__":
    main()
