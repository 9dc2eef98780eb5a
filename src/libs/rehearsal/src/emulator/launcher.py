"""Stock moto_server that can save its memory to a file and begin from it, answers one request at a time, and lives in the time that
each request brings (X-Rehearsal-Now, milliseconds since 1970). Nothing else of moto is changed.

    launcher.py SNAPSHOT        listens on a port of its own choice and prints `listening PORT`

POST /_emulator/save   body: what the rehearsal remembers itself (text). A forked child writes both to SNAPSHOT while this
                       process goes on; the answer's first line comes at once, its last one when the file is safely there.
GET  /_emulator/state  that text, as it was in the snapshot; empty when there was none.
"""

import os, signal, sys, threading, types
from datetime import datetime, timedelta

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
import moto.core.utils as clock

machine_now, ahead = clock.utcnow, timedelta()
clock.utcnow = lambda: machine_now() + ahead  # before a backend is loaded: each takes it by name


def stands_in(name, **members):
    sys.modules.setdefault(name, types.ModuleType(name)).__dict__.update(members)


# Before it answers about HTTP APIs, moto loads what it knows of REST APIs, and that a checker of documents which a REST API can be
# made of, with twenty packages more. Nobody makes one here.
stands_in("openapi_spec_validator", validate=None)
stands_in("openapi_spec_validator.validation")
stands_in("openapi_spec_validator.validation.exceptions", OpenAPIValidationError=ValueError)

from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import snapshot

default_user_config["lambda"]["use_docker"] = False
SNAPSHOT, DAMAGED, SAVE_LIMIT_S = sys.argv[1], 65, 120


def save_in_child(memory):
    sys.stdout.flush()
    child = os.fork()  # copy on write: only this thread goes on in the child
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # what was begun gets finished when the parent ends
        signal.alarm(SAVE_LIMIT_S)
        try:
            snapshot.save(SNAPSHOT, memory)
            os._exit(0)
        except BaseException as error:
            print(f"save failed: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)
    yield b"forked\n"
    yield b"saved\n" if os.waitpid(child, 0)[1] == 0 else b"failed\n"


def main():
    try:
        memory = snapshot.load(SNAPSHOT) if os.path.exists(SNAPSHOT) else ""
    except Exception as error:
        print(f"snapshot: {error}", flush=True)
        sys.exit(DAMAGED)
    emulator = DomainDispatcherApplication(create_backend_app)
    # moto walks through its dictionaries while others change them ("dictionary changed size during iteration" in
    # iam:DeleteRole); Python runs one thread at a time anyway.
    turn = threading.Lock()

    def app(environ, start_response):
        global ahead
        if not environ["PATH_INFO"].startswith("/_emulator/"):
            with turn:
                if now := environ.pop("HTTP_X_REHEARSAL_NOW", None):
                    ahead = datetime(1970, 1, 1) + timedelta(milliseconds=int(now)) - machine_now()
                return emulator(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/plain")])
        if environ["PATH_INFO"] == "/_emulator/state":
            return [memory.encode()]
        return save_in_child(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())

    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    WSGIRequestHandler.protocol_version = "HTTP/1.1"
    WSGIRequestHandler.log_request = lambda *_, **__: None
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print(f"listening {server.port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
