"""When the events of reports of ours happened: told, carried over, the day of publication, or not known."""

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

DAY = "2023-05-10"  # a Wednesday


def windows(text: str, published: str | None = DAY) -> list[tuple[str, str | None, str | None, str | None]]:
    claims = default_reader().read(Report("r", text, published)).claims
    return [(c.type, c.when.start, c.when.end, c.when.basis) for c in claims]


# text, (type, start, end, basis) of the claims, why
READ: list[tuple[str, list[tuple[str, str | None, str | None, str | None]], str]] = [
    (
        "قُتل جنديان بانفجار لغم في دوسو عاصمة الإقليم الذي يشهد تمرداً منذ ستة أعوام.",
        [("explosive", DAY, DAY, "publication")],
        "since when a region is at war",
    ),
    (
        "قُتل جنديان بانفجار لغم، فيما تتواصل الحرب المستمرة منذ عامين.",
        [("explosive", DAY, DAY, "publication")],
        "since when the war lasts",
    ),
    (
        "قُتل جنديان بانفجار لغم، في واحد من أكثر الحوادث دموية منذ العام الماضي.",
        [("explosive", DAY, DAY, "publication")],
        "one of the deadliest since",
    ),
    (
        "جنوب لبنان في أرقام، من 1 إلى 27 نيسان:\n• 21 غارة إسرائيلية\n• 17 قتيلاً و34 جريحاً",
        [("air_strike", "2023-04-01", "2023-04-27", "stated")],
        "the head of a list says over what time its lines count",
    ),
    ("قُتل مدنيان بقصف مدفعي على بلدة كنصفرة.", [("shelling", DAY, DAY, "publication")], "fresh news with no time word"),
    (
        "قُتل مدنيان أمس بقصف مدفعي على بلدة كنصفرة. كما انفجر لغم في مدينة سرمدا.",
        [("shelling", "2023-05-09", "2023-05-09", "stated"), ("explosive", "2023-05-09", "2023-05-09", "carried")],
        "the lead's day goes on",
    ),
    (
        "أعلنت الشرطة اليوم أن مجهولين خطفوا الاثنين طبيباً في مدينة سرمدا.",
        [("abduction", "2023-05-08", "2023-05-08", "weekday")],
        "the day of telling is not the event's",
    ),
    (
        "وفي أيلول 2018، وقّع المجلس والفصيلان اتفاقاً يمدد الهدنة التي أُعلنت بينهما عام 2017.",
        [("agreement", "2018-09-01", "2018-09-30", "stated")],
        "the month at the head before the year of what is told on the way",
    ),
    (
        "انسحبت القوات أمس من بلدة كنصفرة بموجب الاتفاق الذي وقعه الطرفان الأحد. وانفجر لغم في مدينة سرمدا.",
        [
            ("territory", "2023-05-09", "2023-05-09", "stated"),
            ("agreement", "2023-05-07", "2023-05-07", "weekday"),
            ("explosive", "2023-05-09", "2023-05-09", "carried"),
        ],
        "the later day goes on, not the one told on the way",
    ),
    (
        "قصفت الطائرات بلدة كنصفرة بعد يومين من انفجار لغم في مدينة سرمدا.",
        [("air_strike", DAY, DAY, "publication"), ("explosive", "2023-05-08", "2023-05-08", "carried")],
        "counted back from the event before",
    ),
    (
        "قُتل عشرون شخصاً السبت في هجوم بمدينة بغداد، غداة تعرض مدينة كركوك لتفجيرين.",
        [("armed_attack", "2023-05-06", "2023-05-06", "weekday"), ("explosive", "2023-05-05", "2023-05-05", "carried")],
        "the day before a named day",
    ),
    (
        "قُتل شاب اليوم بعد شهر من الخوف والحصار بقصف مدفعي على بلدة كنصفرة.",
        [("shelling", DAY, DAY, "stated")],
        "counted from no event",
    ),
    (
        "قُتل شاب بانفجار لغم في مدينة سرمدا، ولم تعرف هويته حتى الآن.",
        [("explosive", DAY, DAY, "publication")],
        "until now is no date",
    ),
    (
        "انفجر لغم في سرمدا أمس. وكانت الطائرات قد قصفت بلدة كنصفرة.",
        [("explosive", "2023-05-09", "2023-05-09", "stated"), ("air_strike", None, None, None)],
        "background with no time word",
    ),
    (
        "تعرب الوزارة عن استنكارها للتفجير الذي استهدف مسجداً في مدينة سرمدا.",
        [("explosive", None, None, None)],
        "condemned: when it happened is not told",
    ),
    (
        "قُتل شاب بانفجار لغم في مدينة سرمدا ليل 3 من الشهر.",
        [("explosive", "2023-05-03", "2023-05-04", "stated")],
        "a night of this month",
    ),
    (
        "قُتل شاب بانفجار لغم في مدينة سرمدا قبل ساعة.",
        [("explosive", DAY, DAY, "stated")],
        "an hour ago is today",
    ),
    (
        'قال مصدر أمني لـ"الغد برس" إن عبوة ناسفة انفجرت في الرضوانية.',
        [("explosive", DAY, DAY, "publication")],
        "an outlet's name tells no day",
    ),
    (
        "خلال الفترة 29 آب/أغسطس – 11 أيلول/سبتمبر 2022، قُتل ستة مدنيين بقصف على تعز.",
        [("shelling", "2022-08-29", "2022-09-11", "stated")],
        "from day to day, over a dash",
    ),
    (
        "وكانت الطائرات قد قصفت فجراً منزلاً في بلدة الخيام.",
        [("air_strike", DAY, DAY, "publication")],
        "a part of the day with no day is of the news",
    ),
    (
        "أبرز ما جرى خلال الليلة الماضية:\n🔴 قصف مدفعي على بلدة كنصفرة\n🔴 انفجار لغم في مدينة سرمدا",
        [("shelling", "2023-05-09", DAY, "carried"), ("explosive", "2023-05-09", DAY, "carried")],
        "a night at the head of a list",
    ),
    (
        "وقع التفجير خلال صلاة الجمعة في شهر رمضان في 26 آذار الماضي.",
        [("explosive", "2023-03-26", "2023-03-26", "stated")],
        "a day beside the longer time that it lies in",
    ),
    (
        "قُتل خمسة بغارة على الرقة أمس. وكانت البلدة قد تعرضت لقصف مدفعي أوقع حينها ثلاثة قتلى.",
        [("air_strike", "2023-05-09", "2023-05-09", "stated"), ("shelling", None, None, None)],
        "then, of a time that nobody told",
    ),
    (
        "استهدف الطيران صباح اليوم سيارة في سراقب، وسط تصاعد الغارات على المنطقة.",
        [("air_strike", DAY, DAY, "stated"), ("air_strike", None, None, None)],
        "what goes on at large has not the day of the news",
    ),
    (
        "أصيب ستة بقصف على القرية. وما تزال البلدة تشهد اشتباكات متقطعة حتى الآن.",
        [("shelling", DAY, DAY, "publication"), ("armed_clash", DAY, DAY, "publication")],
        "a fight that comes and goes is of the news",
    ),
    (
        "شن الطيران غارات على معاقل الحركة بعد الهجوم الذي استهدف دورية أمس.",
        [("air_strike", DAY, DAY, "publication"), ("armed_attack", "2023-05-09", "2023-05-09", "stated")],
        "the day of what a strike came after",
    ),
    (
        "زار المحافظ أمس في مستشفى المدينة المصابين من جراء تفجير مسجد في بلدة كنصفرة.",
        [("explosive", None, None, None)],
        "the day on which the hurt are visited",
    ),
    (
        "استقبل الوزير في مكتبه مساء أمس أسر الشهداء الذين قضوا في تفجير بمدينة سرمدا الجمعة الماضية.",
        [("explosive", "2023-05-05", "2023-05-05", "weekday")],
        "the day on which theirs are received, and that of what befell them",
    ),
    (
        "أدانت الرئاسة التفجير الذي استهدف مسجداً في نجران. وقال الناطق في تصريح له أمس: إن هذا التفجير عمل جبان.",
        [("explosive", None, None, None)],
        "a report that condemns tells no day of what it condemns",
    ),
    (
        "أدانت المحكمة ثلاثة متهمين. واعتقلت الشرطة رجلاً في مدينة سرمدا.",
        [("arrest", DAY, DAY, "publication")],
        "a court that convicts condemns no deed",
    ),
    (
        "أدان الوزير التفجير الذي وقع الأحد في نجران. وأوضح البيان أنه وقع انفجار ثان في مدينة جدة.",
        [("explosive", "2023-05-07", "2023-05-07", "weekday"), ("explosive", DAY, DAY, "publication")],
        "what a report of condemnation tells beside",
    ),
]
READ += [
    (
        "حصاد يوم الاثنين 8 أيار 2023\nحلب: قصفت المدفعية بلدة كفرعمة.\nإدلب: انفجر لغم في مدينة سرمدا.",
        [("shelling", "2023-05-08", "2023-05-08", "carried"), ("explosive", "2023-05-08", "2023-05-08", "carried")],
        "a day at the head of a round-up",
    ),
    (
        "قصف على مدينة سرمدا - 9 أيلول 2020 (مراسلنا)\nقُتل مدنيان بقصف مدفعي على بلدة كنصفرة.",
        [("shelling", "2020-09-09", "2020-09-09", "stated"), ("shelling", DAY, DAY, "publication")],
        "the date of a picture does not carry over",
    ),
    (
        "استنكر الوجهاء حادثة التفجير الغادر في مدينة سرمدا.",
        [("explosive", None, None, None)],
        "named only to be condemned",
    ),
    (
        "قصفت الطائرات بلدة كنصفرة في غارة هي الثانية خلال أسبوع.",
        [("air_strike", DAY, DAY, "publication")],
        "a length of time that happenings are counted in",
    ),
    (
        "قُتل القيادي مع مرافقيه الاثنين بغارة على بلدة كنصفرة أمس.",
        [("air_strike", "2023-05-09", "2023-05-09", "stated")],
        "two of his, no Monday",
    ),
    (
        "أطلقت قوات الحلف حملة عسكرية لتحرير مدينة سرمدا فجر 17 نيسان الماضي.",
        [("armed_attack", "2023-04-17", "2023-04-17", "stated"), ("territory", None, None, None)],
        "an aim has no day",
    ),
    (
        "شنّت الطائرات أمس غارة على منزل مقاتل فر إلى بلدة كنصفرة في آب 2013.",
        [("air_strike", "2023-05-09", "2023-05-09", "stated")],
        "the day beside the verb",
    ),
    (
        "ذكرت الوكالة الأحد أن خمسين مقاتلاً قُتلوا خلال يومين من الغارات على بلدة كنصفرة.",
        [("air_strike", "2023-05-06", "2023-05-07", "stated")],
        "counted from the day of telling",
    ),
]
READ += [
    (
        "قصفت الطائرات بلدة كنصفرة غداة انفجار لغم في مدينة سرمدا.",
        [("air_strike", DAY, DAY, "publication"), ("explosive", "2023-05-09", "2023-05-09", "carried")],
        "the day after what is told behind it",
    ),
    (
        "قُتل مدنيان في سرمدا الاثنين، بحسب ما أفادت مصادر محلية أمس، في هجوم بالرصاص. كما انفجر لغم في كنصفرة.",
        [("armed_attack", "2023-05-08", "2023-05-08", "weekday"), ("explosive", "2023-05-08", "2023-05-08", "carried")],
        "the sources' day is not the event's, nor the next one's",
    ),
    (
        "وكان المرصد قد كشف مقتل قيادي بغارة على بلدة كنصفرة في تقرير له صدر في 3 كانون الثاني 2022.",
        [("air_strike", None, None, None)],
        "the day on which a report came out",
    ),
    (
        "قصفت الطائرات بلدة كنصفرة رغم اتفاق وقف إطلاق النار المبرم بين الطرفين منذ آذار 2020.",
        [("air_strike", DAY, DAY, "publication"), ("agreement", "2020-03-01", "2020-03-31", "stated")],
        "an agreement that lasts since a month was made in it",
    ),
    (
        "قُصفت بلدة كنصفرة في مطلع نيسان الماضي بالمدفعية. كما انفجر لغم في مدينة سرمدا.",
        [("shelling", "2023-04-01", "2023-04-10", "stated"), ("explosive", "2023-04-01", "2023-04-10", "carried")],
        "a month's part goes on",
    ),
    (
        "وكانت الطائرات قد قصفت بلدة كنصفرة أمس، فيما انفجر لغم في مدينة سرمدا.",
        [("air_strike", "2023-05-09", "2023-05-09", "stated"), ("explosive", "2023-05-09", "2023-05-09", "carried")],
        "a day told within the background goes on there",
    ),
    (
        "سقط عشرات القتلى بهجمات على بلدات إدلب منذ أكثر من شهرين.",
        [("armed_attack", None, DAY, "stated")],
        "since more than some time: nobody says since when",
    ),
    (
        "ارتفع إلى 12 عدد الهجمات على ريف إدلب منذ مطلع العام 2023، وتوزعت على النحو الآتي:\n"
        "- الشهر الأول، 7 غارات على مدينة سرمدا.\n- الشهر الثاني، اعتقال 5 مدنيين في بلدة كنصفرة.",
        [
            ("armed_attack", "2023-01-01", DAY, "stated"),
            ("air_strike", "2023-01-01", "2023-01-31", "stated"),
            ("arrest", "2023-02-01", "2023-02-28", "stated"),
        ],
        "months by their number under a sum",
    ),
    (
        "ارتفع إلى 12 عدد الهجمات على ريف إدلب منذ مطلع العام 2023، وتوزعت على النحو الآتي:\n"
        "- 7 غارات على مدينة سرمدا.\n- اعتقال 5 مدنيين في بلدة كنصفرة.",
        [
            ("armed_attack", "2023-01-01", DAY, "stated"),
            ("air_strike", "2023-01-01", DAY, "stated"),
            ("arrest", "2023-01-01", DAY, "stated"),
        ],
        "the lines under a sum are counted over its time",
    ),
    (
        "اعتقلت الشرطة أمس رجلاً متورطاً بتنفيذ هجمات على حواجز في مدينة سرمدا.",
        [("arrest", "2023-05-09", "2023-05-09", "stated"), ("armed_attack", None, None, None)],
        "what somebody has to answer for",
    ),
    (
        "قصفت القوات المدينة 70 مرة خلال أسبوع، وبحلول أمس سيطرت على بلدة كنصفرة.",
        [("shelling", "2023-05-03", DAY, "stated"), ("territory", None, "2023-05-09", "stated")],
        "so many times within a week, and a new clause by its day",
    ),
    (
        "يعقد الطرفان اجتماعاً في 10 حزيران المقبل. وانفجر لغم في بلدة كنصفرة.",
        [("explosive", DAY, DAY, "publication")],
        "what is to come does not date what has been",
    ),
    (
        "شنّت الطائرات سلسلة غارات على مواقع في بلدة كنصفرة.",
        [("air_strike", DAY, DAY, "publication")],
        "many happenings told as one deed of now",
    ),
    (
        "وتشن القوات هجمات متكررة على مواقع في بلدة كنصفرة.",
        [("armed_attack", None, None, None)],
        "what happens again and again",
    ),
    (
        "قُتل مدني بانفجار لغم أمس في بلدة كنصفرة، بعد أيام من توصل المجلس لاتفاق هدنة.",
        [("explosive", "2023-05-09", "2023-05-09", "stated"), ("agreement", None, None, "stated")],
        "some days after, counted from what is told behind",
    ),
    (
        "خطفت الجماعة منذ اجتياحها العاصمة صنعاء في أيلول 2014 آلاف الناشطين.",
        [("abduction", "2014-09-01", DAY, "stated"), ("territory", "2014-09-01", "2014-09-30", "stated")],
        "since what is told with its month",
    ),
    (
        "قُتل تسعة رعاة، الأحد الماضي، في هجوم على سوق بلدة كنصفرة، حسبما أعلن المحافظ، الثلاثاء.",
        [("armed_attack", "2023-05-07", "2023-05-07", "weekday")],
        "before it its day, behind it the day of the telling",
    ),
    (
        "قضت محكمة بسجن ضابط سابق لضلوعه في قتل معتقلين عام 2012.",
        [("arrest", DAY, DAY, "publication")],
        "the year of the deed is not that of the sentence",
    ),
    (
        "تدير الجماعة سلسلة اغتيالات في عدن منذ انسحاب الحلف منها، أفضت الأحد الماضي إلى اغتيال قاضيين.",
        [("assassination", None, None, "stated"), ("assassination", "2023-05-07", "2023-05-07", "weekday")],
        "the day of what a campaign led to is not the campaign's",
    ),
    (
        "قُتل خمسة جنود أمس في مواجهات قرب تعز، بعد تحرير عدن ولحج.",
        [("armed_clash", "2023-05-09", "2023-05-09", "stated"), ("territory", None, None, None)],
        "ground that changed hands before what is told",
    ),
    (
        "انفجر لغم أمس في بلدة كنصفرة. ويقلق ذلك الحكومة التي تشن ضربات جوية على معاقل التنظيم في الرقة.",
        [("explosive", "2023-05-09", "2023-05-09", "stated"), ("air_strike", None, None, None)],
        "what somebody does at all times",
    ),
    (
        "أمس، قصفت المدفعية بلدة كنصفرة المحاصرة من قبل اللواء منذ ستة أشهر.",
        [("shelling", "2023-05-09", "2023-05-09", "stated")],
        "since when a town is besieged",
    ),
    (
        "قتل الحراس الرجل المطلوب منذ عام 2019.",
        [("killing", DAY, DAY, "publication")],
        "since when somebody is wanted",
    ),
    (
        "انفجرت عبوة في مدينة سرمدا، وهو ثالث انفجار تشهده المدينة منذ مطلع العام.",
        [("explosive", DAY, DAY, "publication")],
        "the third since",
    ),
    (
        "ويُعد القصف الأعنف الذي تتعرض له بلدة كنصفرة منذ عامين.",
        [("shelling", DAY, DAY, "publication")],
        "the worst since",
    ),
    (
        "كانت الغارة هي الـ14 على بلدة كنصفرة، منذ بداية الشهر.",
        [("air_strike", DAY, DAY, "publication")],
        "the fourteenth since",
    ),
    (
        "قُتل تسعة جنود في هجمات بين الثالث من نيسان الماضي والخامس من الشهر الجاري. "
        "وشهدت نفس الفترة خطف طبيبين في مدينة سرمدا.",
        [("armed_attack", "2023-04-03", "2023-05-05", "stated"), ("abduction", "2023-04-03", "2023-05-05", "carried")],
        "the same period as the sum's; a day of this month behind one of the last",
    ),
    (
        "حصاد يوم السبت 6 أيار 2023:\n- عُثر في مدينة سرمدا على جثة شاب فُقد أمس.\n- قصفت المدفعية بلدة كنصفرة.",
        [("killing", "2023-05-09", "2023-05-09", "stated"), ("shelling", "2023-05-06", "2023-05-06", "carried")],
        "the day at the head holds for each line",
    ),
    (
        "شنت الطائرات عشر غارات على مدينة سرمدا خلال اليومين الماضيين. وانفجر لغم في بلدة كنصفرة.",
        [("air_strike", "2023-05-08", DAY, "stated"), ("explosive", DAY, DAY, "publication")],
        "what is told of days is not carried over",
    ),
    (
        "اغتال مسلحون في مدينة سرمدا الضابط الذي عاد إلى البلاد عام 2019.",
        [("assassination", DAY, DAY, "publication")],
        "when somebody did something else",
    ),
    (
        "قُتل سبعة أشخاص أمس في التفجير الذي هز مدينة سرمدا.",
        [("explosive", "2023-05-09", "2023-05-09", "stated")],
        "a clause that tells the happening itself",
    ),
    (
        "أدلى السجين أمس بإفادته حول مقتل أربعة مسعفين.",
        [("killing", None, None, None)],
        "the day of the testimony is not that of what it is about",
    ),
    (
        "تظاهر العشرات أمس في مدينة سرمدا احتجاجاً على مقتل شاب.",
        [("protest", "2023-05-09", "2023-05-09", "stated"), ("killing", None, None, None)],
        "the day of the protest is not that of its cause",
    ),
    (
        "شهدت مدينة سرمدا الثلاثاء مظاهرة تندد بقصف القرى.",
        [("protest", "2023-05-09", "2023-05-09", "weekday"), ("shelling", None, None, None)],
        "a protest that condemns is news itself",
    ),
    (
        "من المقرر أن تبدأ الهدنة مساء الأربعاء.",
        [("agreement", DAY, DAY, "weekday")],
        "a day to come may be that of publication",
    ),
    (
        "قُتل مدني بقصف على بلدة كنصفرة. وينوي الجيش استعادة سرمدا خلال اليومين المقبلين. وانفجر لغم في سراقب.",
        [
            ("shelling", DAY, DAY, "publication"),
            ("territory", DAY, "2023-05-12", "stated"),
            ("explosive", DAY, DAY, "publication"),
        ],
        "the days to come do not date what has been",
    ),
    (
        "استعاد اللواء أمس بلدة سنار. وقال ناطق باسمه إن معارك ضارية تدور على تخوم مدينة سنجة.",
        [("territory", "2023-05-09", "2023-05-09", "stated"), ("armed_clash", DAY, DAY, "publication")],
        "what is told as going on is of the day of the report",
    ),
    (
        "استعاد اللواء أمس بلدة سنار، وما زالت طائراته تحلق فوق مدينة سنجة.",
        [("territory", "2023-05-09", "2023-05-09", "stated"), ("reconnaissance", DAY, DAY, "publication")],
        "what still goes on is none of yesterday",
    ),
    (
        "استعاد اللواء أمس بلدة سنار. وذكر شهود أن القتال مستمر في مدينة سنجة.",
        [("territory", "2023-05-09", "2023-05-09", "stated"), ("armed_clash", DAY, DAY, "publication")],
        "a fight that is going on",
    ),
    (
        "استعاد اللواء أمس بلدة سنار. وكانت معارك تدور في مدينة سنجة منذ مطلع أيار.",
        [("territory", "2023-05-09", "2023-05-09", "stated"), ("armed_clash", "2023-05-01", DAY, "stated")],
        "what was going on is of its own time",
    ),
    (
        "أفرجت إدارة السجون أمس عن خمسة معلمين اعتقلتهم الشرطة في مدينة سنجة.",
        [("arrest", None, None, None)],
        "who is freed was taken before",
    ),
    (
        "تفقد والي سنار أمس مصابي القصف الذي طال مدينة سنجة.",
        [("shelling", None, None, None)],
        "who visits the wounded tells no day of the shelling",
    ),
    (
        "أُخلي سبيل المعلم وأفرجت عنه الجماعة بعد سبعة أشهر من اختطافه في مدينة سنجة.",
        [("abduction", "2022-10-01", "2022-10-31", "stated")],
        "so many months before he was freed",
    ),
    (
        "دكت المدفعية أمس مدينة سنجة. وشنت طائرات مسيّرة تابعة للجيش عشرات الغارات على بلدة سنار.",
        [("shelling", "2023-05-09", "2023-05-09", "stated"), ("air_strike", "2023-05-09", "2023-05-09", "carried")],
        "many raids told as one deed are of the day that goes on",
    ),
    (
        "دخل اللواء بلدة سنار قبل ساعات من بدء الهدنة.",
        [("territory", DAY, DAY, "publication"), ("agreement", None, None, None)],
        "hours before something else are no day",
    ),
    (
        "ضبطت الشرطة، ليل الاثنين الثلاثاء، خلية كانت تعتزم تفجير مقر البلدية في مدينة سنجة.",
        [("arrest", "2023-05-08", "2023-05-09", "weekday"), ("explosive", None, None, None)],
        "a weekday before what was only intended",
    ),
    (
        "بدأت الكتيبة ليلة الثلاثاء عملية تهدف إلى اعتقال مطلوبين في مدينة سنجة.",
        [("arrest", "2023-05-09", DAY, "weekday")],
        "a past weekday of what only aims at it",
    ),
    (
        "أصيب عامل برصاص قناص ليلة الأربعاء في مدينة سنجة.",
        [("armed_attack", "2023-05-09", DAY, "weekday")],
        "the night of the very weekday of the report lies before it",
    ),
    (
        "سلّم الفصيل أمس جثامين جنود كانوا قضوا في معارك بمدينة سنجة.",
        [("armed_clash", None, None, None)],
        "those whose bodies are given back had fallen before",
    ),
    (
        "أفرجت الجماعة أمس عن معلم كان قد اعتُقل في مدينة سنجة. وانفجر لغم في بلدة سنار.",
        [("arrest", None, None, None), ("explosive", "2023-05-09", "2023-05-09", "carried")],
        "the day of the release goes on, though it is none of the arrest",
    ),
    (
        "حدّدت الشرطة منفذ الهجوم الانتحاري الذي وقع الأحد وتبنته حركة الشباب في مقديشو، حسبما قال متحدث الثلاثاء.",
        [("suicide_attack", "2023-05-07", "2023-05-07", "weekday")],
        "the day before a verb that claims is the deed's",
    ),
    (
        "دكت المقاتلات بلدة سنار مساء أمس وفجر اليوم.",
        [("air_strike", "2023-05-09", DAY, "stated")],
        "an evening and the dawn after it",
    ),
    (
        "لطالما هددت الجماعة باقتحام مدينة سنجة.",
        [("threat", None, None, None)],
        "what somebody has always threatened",
    ),
]


@pytest.mark.parametrize("text, expected, note", READ, ids=[r[-1] for r in READ])
def test_when_events_happened(
    text: str, expected: list[tuple[str, str | None, str | None, str | None]], note: str
) -> None:
    assert windows(text) == expected


def test_a_report_without_a_date_has_that_of_its_dateline() -> None:
    told = windows("قُتل مدنيان بقصف مدفعي على بلدة كنصفرة اليوم. كما انفجر لغم في مدينة سرمدا.\n5/10/2023", None)
    assert told == [
        ("shelling", "2023-10-05", "2023-10-05", "stated"),
        ("explosive", "2023-10-05", "2023-10-05", "carried"),
    ]


@pytest.mark.parametrize(
    "before, published, day, basis",
    [
        (" date 2023-05-10 - ", None, "2023-05-10", "publication"),
        (" date 2023-05-10 - ", "2023-05", "2023-05-10", "publication"),
        (" date 2023-05 ", "2023-05-10", "2023-05-10", "publication"),
        (" date 2023-05-10\n", "2023-05-11", "2023-05-11", "publication"),  # a crawl may be a day behind
    ],
)
def test_what_a_crawl_left_before_the_text_dates_the_report_and_no_event(
    before: str, published: str | None, day: str, basis: str
) -> None:
    text = f"{before}قصفت قوات النظام بلدة كنصفرة بالمدفعية."
    assert windows(text, published) == [("shelling", day, day, basis)]
    yesterday = f"{int(day[-2:]) - 1:02}"
    assert windows(f"{before}قصفت قوات النظام أمس بلدة كنصفرة.", published)[0][1] == f"2023-05-{yesterday}"


@pytest.mark.parametrize(
    "said",
    [
        "أمس",
        "أول من أمس",
        "مساء أمس الجمعة",
        "فجر اليوم",
        "الليلة الماضية",
        "يوم الخميس",
        "الأسبوع الماضي",
        "منذ مطلع يناير الفائت",
        "خلال الساعات الماضية",
        "في 20 تشرين الثاني الماضي",
    ],
)
def test_a_report_without_a_date_keeps_the_words_of_its_days(said: str) -> None:
    text = f"قُتل مدنيان {said} في قصف مدفعي على بلدة كنصفرة."
    (claim,) = default_reader().read(Report("r", text)).claims
    assert (claim.when.start, claim.when.end, claim.when.text) == (None, None, said.removeprefix("في "))
