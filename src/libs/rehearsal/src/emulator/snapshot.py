"""Writes and reads all of moto's memory, with a text of the caller's in the same file.

A snapshot belongs to the moto and the Python that wrote it: it is a line of JSON that says so, and a compressed pickle.
"""

import hashlib, io, json, marshal, os, pickle, platform, sys, threading, types, weakref, zlib
from collections import defaultdict

import moto
from moto.core.base_backend import BackendDict, BaseBackend

MADE_BY = {"format": 1, "moto": moto.__version__, "python": "%s.%s" % platform.python_version_tuple()[:2]}
LOCKS = (type(threading.RLock()), type(threading.Lock()))
FILL_LATER = []


def make_function(code, module, name, defaults, cells):
    __import__(module)
    return types.FunctionType(marshal.loads(code), vars(sys.modules[module]), name, defaults, tuple(map(types.CellType, cells)))


def make_weak(items):
    FILL_LATER.append((weakref.WeakValueDictionary(), items))
    return FILL_LATER[-1][0]


def make_key(der):
    from cryptography.hazmat.primitives.serialization import load_der_private_key
    return load_der_private_key(der, None)


def make_dict(cls, factory):
    made = cls.__new__(cls)
    if issubclass(cls, defaultdict):
        made.default_factory = factory
    return made


class Pickler(pickle.Pickler):
    """Backends are written as references: on load they are the ones that moto itself makes."""
    def persistent_id(self, thing):
        return self.names.get(id(thing)) if isinstance(thing, BaseBackend) else None

    def reducer_override(self, thing):
        kind = type(thing)
        if isinstance(thing, LOCKS):
            return (threading.RLock if kind is LOCKS[0] else threading.Lock), ()
        if isinstance(thing, weakref.WeakValueDictionary):
            return make_weak, (dict(thing),)
        if hasattr(thing, "private_bytes") and kind.__module__.startswith("cryptography."):
            from cryptography.hazmat.primitives import serialization as s
            return make_key, (thing.private_bytes(s.Encoding.DER, s.PrivateFormat.PKCS8, s.NoEncryption()),)
        if isinstance(thing, dict) and kind not in (dict, defaultdict) and kind.__module__.startswith("moto."):
            return make_dict, (kind, getattr(thing, "default_factory", None)), vars(thing), None, iter(list(thing.items()))
        if kind is types.FunctionType and ("<lambda>" in thing.__qualname__ or "<locals>" in thing.__qualname__):
            cells = tuple(cell.cell_contents for cell in thing.__closure__ or ())
            return make_function, (marshal.dumps(thing.__code__), thing.__module__, thing.__name__, thing.__defaults__, cells)
        return NotImplemented


class Unpickler(pickle.Unpickler):
    def persistent_load(self, name): return backend(*name)


def backend(module, variable, account, region):
    __import__(module)
    return getattr(sys.modules[module], variable)[account][region]


def backends():
    for known in list(BackendDict._instances):
        module = sys.modules[known.backend.__module__]
        variable = next((name for name, value in vars(module).items() if value is known), None)
        for account, regions in list(dict.items(known)) if variable else ():
            for region, found in list(dict.items(regions)):
                yield (module.__name__, variable, account, region), found


def save(path, memory):
    named, buffer = list(backends()), io.BytesIO()
    pickler = Pickler(buffer, 5)
    pickler.names = {id(found): name for name, found in named}
    pickler.dump({"backends": {name: vars(found) for name, found in named}, "memory": memory})
    body = zlib.compress(buffer.getvalue(), 1)
    head = json.dumps({**MADE_BY, "sha256": hashlib.sha256(body).hexdigest()}).encode()
    unfinished = f"{path}.{os.getpid()}"
    try:
        # Only for its owner: it holds every secret of the rehearsal.
        with open(unfinished, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(head + b"\n" + body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
    os.fsync(os.open(os.path.dirname(path), os.O_RDONLY))


def load(path):
    with open(path, "rb") as file:
        head, body = json.loads(file.readline()), file.read()
    if head.pop("sha256") != hashlib.sha256(body).hexdigest():
        raise ValueError("its checksum is wrong")
    if head != MADE_BY:
        raise ValueError(f"it was written by {head}, and this is {MADE_BY}")
    saved = Unpickler(io.BytesIO(zlib.decompress(body))).load()
    for weak, items in FILL_LATER:
        weak.update(items)
    for name, attributes in saved["backends"].items():
        vars(backend(*name)).clear()
        vars(backend(*name)).update(attributes)
    return saved["memory"]
