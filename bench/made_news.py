"""Made news in Arabic, of our own words: invented incidents and ordinary news, for measuring what collects them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

PLACES = (
    "الرملية",
    "تلة الصوان",
    "وادي السدر",
    "المزرعة الشرقية",
    "خربة النخل",
    "عين الدلب",
    "الحارة الثامنة",
    "سوق الغنم",
)
FORCES = ("قوات الحلف", "كتائب الوادي", "اللواء الثالث", "حرس السهل", "فصيل الراية", "الفرقة الرابعة عشرة")
SOURCES = ("مصدر طبي", "شهود عيان", "مصدر عسكري", "ناشطون محليون", "مكتب المحافظ", "فرق الإنقاذ", "وكالة سدرة")
NUMBERS = ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة", "أحد عشر", "اثني عشر")
HURT = ("مدنيين", "مقاتلين", "عناصر", "أشخاص", "مزارعين", "عمال")
WHEN = ("فجر اليوم", "مساء أمس", "صباح السبت", "ليلة الخميس", "ظهر الأحد", "قبل ساعات")

TITLES = (
    "قصف مدفعي على {p} يوقع {n} قتلى",
    "اشتباكات بين {f} و{g} قرب {p}",
    "غارة جوية تستهدف مستودعاً في {p}",
    "انفجار عبوة ناسفة في {p} وسقوط جرحى",
    "{f} تعلن السيطرة على {p} بعد معارك عنيفة",
)
WAR = (
    "قال {s} إن {f} قصفت {p} {w}، ما أدى إلى مقتل {n} {h} وإصابة آخرين بجروح متفاوتة.",
    "وأضاف {s} أن القصف طال أحياء سكنية في محيط {p} واستمر أكثر من ساعتين دون توقف.",
    "واندلعت {w} اشتباكات عنيفة بين {f} و{g} على أطراف {p}، استخدمت فيها الأسلحة الثقيلة.",
    "ونفى متحدث باسم {f} مسؤوليتها عن الهجوم، متهماً {g} بإطلاق القذائف على {p}.",
    "ونقلت سيارات الإسعاف {n} جرحى إلى مشفى المدينة، بينهم طفلان حالتهما خطرة، بحسب {s}.",
    "وكانت {p} تعرضت خلال الأسبوع الماضي لغارات جوية أسفرت عن تدمير {n} منازل ومدرسة.",
    "ودعا أهالي {p} المنظمات الإنسانية إلى إدخال المساعدات العاجلة بعد نزوح عشرات العائلات.",
    "وأفاد {s} بأن {f} اعتقلت {n} أشخاص على حاجز عند مدخل {p} {w} واقتادتهم إلى جهة مجهولة.",
    "وشهدت المنطقة تحليقاً مكثفاً لطائرات الاستطلاع منذ ساعات الصباح الأولى، وفق ما ذكر {s}.",
    "ولم تعلن أي جهة مسؤوليتها عن التفجير الذي وقع قرب {p} حتى لحظة إعداد هذا الخبر.",
)  # fmt: skip
PEACE_TITLES = (
    "أسعار الخضار تتراجع في أسواق {p}",
    "فريق {p} يتأهل إلى نصف نهائي الكأس",
    "افتتاح معرض الكتاب في {p} بمشاركة واسعة",
    "أمطار متوقعة على {p} نهاية الأسبوع",
)
PEACE = (
    "قالت دائرة الأرصاد إن الأمطار ستهطل على {p} {w} وترافقها رياح نشطة وانخفاض في درجات الحرارة.",
    "وتراجعت أسعار البندورة والخيار في سوق {p} بعد وصول كميات كبيرة من إنتاج البيوت البلاستيكية.",
    "وسجل اللاعب الشاب هدف الفوز في الدقيقة الأخيرة من المباراة التي أقيمت على ملعب {p}.",
    "ويضم المعرض {n} أجنحة لدور نشر محلية، وتستمر فعالياته حتى نهاية الأسبوع المقبل.",
    "وأوضح المدير أن عدد الطلاب الجدد في معهد {p} ارتفع هذا العام مقارنة بالعام الماضي.",
    "وتعتزم البلدية تعبيد {n} طرق فرعية في {p} وزراعة مئات الأشجار على جوانبها.",
    "وحضر الأمسية جمهور كبير من محبي الشعر والموسيقى، وتخللتها عروض للفرقة الوطنية.",
    "وأشار التاجر إلى أن حركة البيع تحسنت مع اقتراب موسم الأعياد وانخفاض كلفة النقل.",
)  # fmt: skip
FIRST_DAY, DAYS = date(2014, 1, 3), 4300


@dataclass(frozen=True, slots=True)
class News:
    """A made article: its number, title, paragraphs, day of publication, and whether it tells of conflict."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    day: date
    conflict: bool


def make_news(number: int, seed: int = 0) -> News:
    """The article of a number, the same each time; two in three tell of conflict."""
    rng = random.Random(f"{seed}:{number}")
    conflict = number % 3 != 2
    f, g = rng.sample(FORCES, 2)

    def fill(template: str) -> str:
        return template.format(
            p=rng.choice(PLACES), f=f, g=g, s=rng.choice(SOURCES), n=rng.choice(NUMBERS), h=rng.choice(HURT),
            w=rng.choice(WHEN),
        )  # fmt: skip

    templates = WAR if conflict else PEACE
    # Between four and sixteen paragraphs of one to three sentences, as news have.
    paragraphs: list[str] = []
    told: set[str] = set()  # no sentence twice: articles don't, and extractors drop what is repeated
    for _ in range(rng.randint(4, 16)):
        chosen = [fill(t) for t in rng.sample(templates, rng.choice((1, 1, 2, 3)))]
        fresh = [s for s in chosen if s not in told]
        told.update(fresh)
        if fresh:
            paragraphs.append(" ".join(fresh))
    title = f"{fill(rng.choice(TITLES if conflict else PEACE_TITLES))} ({number})"
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    return News(number, title, tuple(paragraphs), day, conflict)
