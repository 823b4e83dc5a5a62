"""A person's client on matrix-nio, with encryption. Speaks the lines of protocol.ts; ends with its standard input."""

import asyncio
import json
import os
import sys

from nio import AsyncClient, AsyncClientConfig, BadEvent, Event, MegolmEvent, UnknownBadEvent
from nio.exceptions import EncryptionError
from nio.responses import ErrorResponse
from nio.store import SqliteMemoryStore


def report(line):
    print(json.dumps(line), flush=True)


def checked(response):
    if isinstance(response, ErrorResponse):
        raise RuntimeError(str(response))
    return response


class Peer:
    def __init__(self):
        config = AsyncClientConfig(store=SqliteMemoryStore)
        self.client = AsyncClient(os.environ["PEER_SERVER"], config=config)
        self.client.restore_login(
            os.environ["PEER_USER"], os.environ["PEER_DEVICE"], os.environ["PEER_TOKEN"]
        )
        self.client.add_event_callback(self.hear, (Event, BadEvent, UnknownBadEvent))
        self.undecryptable = {}
        self.synced = asyncio.Condition()

    def hear(self, room, event):
        if isinstance(event, MegolmEvent):
            self.undecryptable[event.event_id] = (room, event)
            return self.tell(room, event, "undecryptable")
        return self.tell(room, event, "decrypted" if getattr(event, "decrypted", False) else "plain")

    def tell(self, room, event, secrecy):
        source = event.source
        heard = {
            "eventId": event.event_id,
            "roomId": room.room_id,
            "sender": event.sender,
            "type": source["type"],
            "stateKey": source.get("state_key"),
            "content": source["content"],
            "secrecy": secrecy,
        }
        report({"heard": heard})

    def decrypt_late(self):
        """A room key may come after the message that it opens."""
        for event_id, (room, event) in list(self.undecryptable.items()):
            try:
                opened = self.client.decrypt_event(event)
            except EncryptionError:
                continue
            del self.undecryptable[event_id]
            self.tell(room, opened, "decrypted")

    async def keep_keys(self):
        client = self.client
        if client.should_upload_keys:
            checked(await client.keys_upload())
        if client.should_query_keys:
            checked(await client.keys_query())
        if client.should_claim_keys:
            checked(await client.keys_claim(client.get_users_for_key_claiming()))
        await client.send_to_device_messages()

    async def follow(self):
        timeout = 0
        while True:
            checked(await self.client.sync(timeout, {"room": {"timeline": {"limit": 100}}}))
            await self.keep_keys()
            self.decrypt_late()
            async with self.synced:
                self.synced.notify_all()
            if timeout == 0:
                report({"ready": True})
            timeout = 30_000

    async def send(self, wanted):
        room_id = wanted["roomId"]
        async with self.synced:
            await self.synced.wait_for(lambda: room_id in self.client.rooms)
        # Somebody may have joined with the last sync: the message is for their devices too.
        if self.client.should_query_keys:
            checked(await self.client.keys_query())
        sent = await self.client.room_send(
            room_id, wanted["type"], wanted["content"], ignore_unverified_devices=True
        )
        return checked(sent).event_id

    async def answer(self, request):
        try:
            report({"id": request["id"], "eventId": await self.send(request["send"])})
        except Exception as error:  # The test is told, whatever it is.
            report({"id": request["id"], "error": repr(error)})

    async def obey(self):
        reader = asyncio.StreamReader(limit=1 << 20)
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
        )
        # One after another: what is said first is sent first.
        while line := await reader.readline():
            await self.answer(json.loads(line))


async def main():
    peer = Peer()
    tasks = [asyncio.create_task(work()) for work in (peer.follow, peer.obey)]
    done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    await peer.client.close()
    for task in done:
        task.result()


asyncio.run(main())
