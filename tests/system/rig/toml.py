"""Python values as TOML: enough for the gateway's settings file."""
import json


def _scalar(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_scalar(item) for item in value) + "]"
    return json.dumps(str(value), ensure_ascii=False)  # a JSON string is a TOML basic string


def _key(name):
    return json.dumps(name, ensure_ascii=False)


def dumps(values, path=()):
    """Scalars first, then tables, then arrays of tables."""
    lines = []
    tables = {name: value for name, value in values.items() if isinstance(value, dict)}
    arrays = {name: value for name, value in values.items()
              if isinstance(value, list) and value and isinstance(value[0], dict)}
    for name, value in values.items():
        if name not in tables and name not in arrays:
            lines.append(f"{_key(name)} = {_scalar(value)}")
    for name, value in tables.items():
        lines.append("\n[" + ".".join(_key(part) for part in (*path, name)) + "]")
        lines.append(dumps(value, (*path, name)))
    for name, items in arrays.items():
        for item in items:
            lines.append("\n[[" + ".".join(_key(part) for part in (*path, name)) + "]]")
            lines.append(dumps(item, (*path, name)))
    return "\n".join(lines)
