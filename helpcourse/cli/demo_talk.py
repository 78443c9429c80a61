"""What is said in the group of the demo's running cohort: announcements, and threads with answers."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpcourse.messages.models import MailKind, Notice
from helpcourse.tutoring.group import actions, materials, moderating
from helpcourse.tutoring.group.actions import NewThread
from helpcourse.tutoring.group.models import GroupMention, GroupPost, GroupThread
from helpcourse.tutoring.group.queries import get_thread, posts_of
from helpcourse.tutoring.group.rules import Seat, quoted
from helpcourse.tutoring.models import Cohort

_WELCOME = """\
Құрметті әріптестер, курсқа қош келдіңіздер!

Екі аптада бір модуль ашылады. Сұрақтарыңызды **Талқылау** бөліміне жазыңыз: жауап бәріне пайдалы болады.

- Вебинарлар сағат 18:00-де өтеді.
- Жағдаяттық тапсырманы «Тиімді тергеп-тексеру» модулінде жазасыздар.

Талқылауда нақты адамның аты-жөнін және іс нөмірін жазбаңыз.
"""
_WEBINAR = """\
Келесі вебинарда БҰҰ-ның Азаптауға қарсы комитетінің Қазақстан бойынша шешімдерін талқылаймыз.

Дайындалу үшін: *Гефген Германияға қарсы* ісін қайта оқып, бір сұрақтан әкеліңіз.
"""
_QUESTION = """\
Прокурор қылмыстық іс қозғаудан бас тартқан. Шағымды **қай мерзімде** беру керек және сот неге сүйенеді?

Тәжірибемде екі түрлі жауап алдым.
"""
_ANSWER = """\
По моему опыту, суд смотрит прежде всего на три вещи:

1. опрошены ли все очевидцы;
2. когда назначена экспертиза;
3. кто проводил проверку и зависел ли он от тех, на кого жалуются.
"""
_TUTOR = "Дұрыс байқадыңыз: үшінші тармақ шешуші. «Тиімді тергеп-тексеру» сабағындағы кестені қараңыз."
_PROTOCOL = """\
Коллеги, пользуетесь ли вы **Стамбульским протоколом** при подготовке жалобы? Какую часть прикладываете?
"""
_PROTOCOL_ANSWER = "Иә, III тарауды. Дәрігердің қорытындысына сұрақтарды содан аламын."
_SAMPLE = """\
Әрекетсіздікке шағым жазғанда мына тәртіпті ұстаныңыз:

1. қай күні, қай органға не туралы арыз берілгені;
2. сол күннен бері қандай тергеу әрекеті жасалмағаны;
3. қандай құқық бұзылғаны және соттан не сұралатыны.

Толық мәтіні: [Азаптауға қарсы конвенцияның 12 және 13-баптары](https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-against-torture-and-other-cruel-inhuman-or-degrading).
"""
_NAMED = "Бір ісімде клиентім аты-жөнімен аталған хаттаманы қоса беремін."


def fill_talk(
    session: Session, cohort_id: uuid.UUID, ids: Mapping[str, int], tutor_id: int, *, began_at: datetime, now: datetime
) -> None:
    """`ids`: of the learners by e-mail. The group has been told of all of it."""
    tutor = Seat(tutor_id, leads=True, is_closed=False)

    def begin(seat: Seat, title: str, text: str, at: datetime, *, is_announcement: bool = False) -> uuid.UUID:
        id_ = uuid.uuid4()
        actions.begin(session, cohort_id, seat, id_, NewThread(title, text, is_announcement), now=at)
        return id_

    def answer(seat: Seat, thread_id: uuid.UUID, text: str, at: datetime, *, is_quoting: bool = False) -> uuid.UUID:
        thread, id_ = get_thread(session, cohort_id, thread_id), uuid.uuid4()
        last = posts_of(session, thread_id)[-1]
        words = (quoted(last.text, last.called) if is_quoting else "") + text
        actions.answer(session, thread, seat, id_, words, answers_id=last.id if is_quoting else None, now=at)
        return id_

    def learner(name: str) -> Seat:
        return Seat(ids[f"{name}@example.kz"], leads=False, is_closed=False)

    first = begin(tutor, "Қош келдіңіздер!", _WELCOME, began_at, is_announcement=True)
    begin(tutor, "Келесі вебинар: Комитеттің шешімдері", _WEBINAR, now - timedelta(days=2), is_announcement=True)
    moderating.pin(session, cohort_id, first, now=began_at)
    answer(learner("aigerim"), first, "Рақмет! Асыға күтеміз.", began_at + timedelta(hours=3))
    question = begin(learner("nurlan"), "Іс қозғаудан бас тартуға шағым", _QUESTION, now - timedelta(days=5))
    answer(learner("olga"), question, _ANSWER, now - timedelta(days=4, hours=6))
    answer(tutor, question, _TUTOR, now - timedelta(days=4), is_quoting=True)
    protocol = begin(learner("timur"), "Стамбульский протокол на практике", _PROTOCOL, now - timedelta(days=3))
    answer(learner("asel"), protocol, _PROTOCOL_ANSWER, now - timedelta(days=2, hours=5))
    named = answer(learner("saule"), protocol, _NAMED, now - timedelta(days=1, hours=2))
    reason = "Клиенттің дербес деректері болуы мүмкін: адвокаттық құпия."
    moderating.hide(session, cohort_id, named, reason, by_id=tutor_id, now=now - timedelta(days=1))
    materials.add(
        session, cohort_id, uuid.uuid4(), "Шағымның үлгісі", _SAMPLE, by_id=tutor_id, now=now - timedelta(days=6)
    )
    session.flush()
    session.execute(update(GroupPost).values(told_at=now))
    session.execute(update(GroupMention).values(told_at=now))


def fill_notices(session: Session, cohort_id: uuid.UUID, person_id: int) -> None:
    """What somebody of the group was told on the site; call it when nothing is forgotten any more."""
    cohort = session.get_one(Cohort, cohort_id)
    kinds = {True: MailKind.GROUP_ANNOUNCEMENT, False: MailKind.GROUP_THREAD}
    for thread in session.scalars(select(GroupThread).where(GroupThread.cohort_id == cohort_id)):
        path = f"/kk/groups/{cohort_id}/posts/{thread.id}"
        values = {"cohort": cohort.name, "title": thread.title, "text": "", "path": path}
        kind = kinds[thread.is_announcement]
        session.add(Notice(person_id=person_id, kind=kind.value, language="kk", values=values, made_at=thread.made_at))
