"""Runs a program on a terminal of its own: terminal.py PROGRAM [ARGUMENT…].

Standard input carries frames: a kind (0 keys, 1 the terminal's size as columns and rows of two bytes each), a length of
four bytes, big-endian, and that many bytes. Standard output is what the program prints. Only Python's own modules.
"""

import ctypes
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios

KEYS, SIZE = 0, 1
HEADER = struct.Struct(">BI")


def become(program):
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # the program does not outlive its terminal
    except (OSError, AttributeError):
        pass  # only Linux has it
    try:
        os.execvp(program[0], program)
    except OSError as error:
        os.write(2, f"{program[0]}: {error.strerror}\r\n".encode())
        os._exit(127)


def resize(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def obey(terminal, pending):
    while len(pending) >= HEADER.size:
        kind, length = HEADER.unpack_from(pending)
        if len(pending) < HEADER.size + length:
            break
        data, pending = pending[HEADER.size : HEADER.size + length], pending[HEADER.size + length :]
        if kind == SIZE:
            resize(terminal, *struct.unpack(">HH", data))
        while kind == KEYS and data:
            data = data[os.write(terminal, data) :]
    return pending


def carry(terminal):
    pending, sources = b"", [0, terminal]
    while True:
        for source in select.select(sources, [], [])[0]:
            try:
                data = os.read(source, 65536)
            except OSError:
                data = b""  # a terminal whose program has ended cannot be read
            if source == terminal:
                if not data:
                    return
                while data:
                    data = data[os.write(1, data) :]
            elif not data:
                return
            else:
                pending = obey(terminal, pending + data)


def end(*_):
    raise SystemExit


child, terminal = pty.fork()
if child == 0:
    become(sys.argv[1:])
signal.signal(signal.SIGTERM, end)
resize(terminal, 80, 24)
try:
    carry(terminal)
finally:
    os.close(terminal)  # hangs up
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(status if status >= 0 else 128 - status)
