"""Threads of a web process take turns: one computes, the others wait for the disk or for work.

Two that compute wait 5 ms for each other, and a fifth of the throughput goes; but one that waits for a slow disk is to
keep nobody waiting, and all that wait share one sync. A lock around each request would do the same at half the speed:
a thread would be woken for each. Here the one that has its turn goes on to the next request by itself.
"""

import threading
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from helpcourse.turns import take_turns


class TurningDispatcher(ThreadedTaskDispatcher):
    """Waitress's, but a request is begun only when nobody computes, and who comes back from a wait goes first."""

    def __init__(self) -> None:
        super().__init__()
        self._back = threading.Condition(self.lock)
        self._is_computing = False
        self._coming_back = 0
        self._idle: list[threading.Condition] = []  # the last one is woken first: its memory is still at hand

    def set_thread_count(self, count: int) -> None:
        super().set_thread_count(count)
        with self.lock:
            for thread in self._idle:
                thread.notify()

    def handler_thread(self, thread_no: int) -> None:
        take_turns(self)
        while (task := self._next_task(thread_no)) is not None:
            try:
                task.service()
            except BaseException:
                self.logger.exception("Exception when servicing %r", task)
            with self.lock:
                self._end_turn()

    def add_task(self, task: Any) -> None:
        with self.lock:
            self.queue.append(task)
            self._wake_one()

    def give_way(self) -> None:
        with self.lock:
            self._end_turn()
            self._wake_one()

    def come_back(self) -> None:
        with self.lock:
            self._coming_back += 1
            while self._is_computing:
                self._back.wait()
            self._coming_back -= 1
            self._is_computing = True

    def _next_task(self, thread_no: int) -> Any:
        """Waits for one; None when the thread is to stop."""
        own = threading.Condition(self.lock)
        with self.lock:
            while not self.stop_count and not self._may_begin():
                self._idle.append(own)
                own.wait()
                if own in self._idle:
                    self._idle.remove(own)
            if self.stop_count:
                self.stop_count -= 1
                self.threads.discard(thread_no)
                self.thread_exit_cv.notify()
                return None
            self._is_computing = True
            return self.queue.popleft()

    def _may_begin(self) -> bool:
        return bool(self.queue) and not self._is_computing and not self._coming_back

    def _end_turn(self) -> None:
        self._is_computing = False
        if self._coming_back:
            self._back.notify()

    def _wake_one(self) -> None:
        """Who computes looks for the next task by itself: nobody is woken in vain."""
        if self._may_begin() and self._idle:
            self._idle.pop().notify()
