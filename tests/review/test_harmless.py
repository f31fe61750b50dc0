# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501
"""Good translations in all ten languages of the site raise nothing: false alarms teach people not to look."""

from __future__ import annotations

import pytest
from entries import check, errors
from hypothesis import given
from hypothesis import strategies as st

RESIDENCE = (
    "Apply **within 30 days** of entry at [2 Andingmen East Street](../offices.md#exit-entry), with form `JW202`."
)
FEE = "The fee is CNY 400 for less than 1 year, CNY 800 for 1 to 3 years and CNY 1,000 for 3 to 5 years."
HOURS = "Open 9:00–17:00 from Monday to Saturday; call 12345 or +86 10 6561 2345 at any hour."
REFUND = "Spend at least CNY 200 a day; the refund is 11% of the price, paid up to CNY 20,000 in cash (since 26 April 2025)."
FIGURES = "A salary of CNY 1.5 million and 500,000 shares since 2022-03-01; before 4:30 pm."
NOTE = 'See <abbr title="Value added tax">VAT</abbr> and the *notes*.[^1]'

GOOD = [
    ("es", RESIDENCE, "Solicítelo **en un plazo de 30 días** desde la entrada en [la calle Andingmen Este, n.º 2](../offices.md#exit-entry), con el formulario `JW202`."),
    ("pt", RESIDENCE, "Apresente o pedido **no prazo de 30 dias** após a entrada, na [Rua Andingmen Leste, 2](../offices.md#exit-entry), com o formulário `JW202`."),
    ("fr", RESIDENCE, "Déposez la demande **dans les 30 jours** suivant l’entrée, au [2, rue Andingmen Est](../offices.md#exit-entry), avec le formulaire `JW202`."),
    ("de", RESIDENCE, "Stellen Sie den Antrag **innerhalb von 30 Tagen** nach der Einreise in der [Andingmen-Oststraße 2](../offices.md#exit-entry) mit dem Formular `JW202`."),
    ("ru", RESIDENCE, "Подайте заявление **в течение 30 дней** после въезда по адресу [Восточная улица Аньдинмэнь, 2](../offices.md#exit-entry), с формой `JW202`."),
    ("ar", RESIDENCE, "قدّم الطلب **خلال ٣٠ يومًا** من الدخول في [٢ شارع أندينغمن الشرقي](../offices.md#exit-entry)، مع النموذج `JW202`."),
    ("zh", RESIDENCE, "请在入境后**三十日内**持`JW202`表到[安定门东大街2号](../offices.md#exit-entry)办理。"),
    ("zh-Hant", RESIDENCE, "請於入境後 **30 日內**持 `JW202` 表至[安定門東大街2號](../offices.md#exit-entry)辦理。"),
    ("ja", RESIDENCE, "入国後**30日以内**に、`JW202`を持って[安定門東大街2号](../offices.md#exit-entry)で申請してください。"),
    ("ko", RESIDENCE, "입국 후 **30일 이내**에 `JW202` 양식을 가지고 [안딩먼 동대가 2호](../offices.md#exit-entry)에서 신청하세요."),
    ("es", FEE, "La tasa es de 400 CNY por menos de un año, de 800 CNY de uno a tres años y de 1.000 CNY de tres a cinco años."),
    ("pt", FEE, "A taxa é de 400 CNY até 1 ano, 800 CNY de 1 a 3 anos e 1 000 CNY de 3 a 5 anos."),
    ("fr", FEE, "Le tarif est de 400 CNY pour moins d’un an, 800 CNY de 1 à 3 ans et 1 000 CNY de 3 à 5 ans."),
    ("de", FEE, "Die Gebühr beträgt 400 CNY für weniger als ein Jahr, 800 CNY für ein bis drei Jahre und 1.000 CNY für drei bis fünf Jahre."),
    ("ru", FEE, "Пошлина: 400 юаней на срок менее 1 года, 800 юаней на срок от 1 до 3 лет и 1 тыс. юаней на срок от 3 до 5 лет."),
    ("ar", FEE, "الرسم ٤٠٠ يوان لأقل من سنة، و٨٠٠ يوان من سنة إلى ٣ سنوات، و١٬٠٠٠ يوان من ٣ إلى ٥ سنوات."),
    ("zh", FEE, "有效期不满一年的收费400元，一年至三年的800元，三年至五年的1000元。"),
    ("zh-Hant", FEE, "效期未滿1年者收費４００元，1至3年者８００元，3至5年者１，０００元。"),
    ("ja", FEE, "手数料は、1年未満が400元、1年以上3年未満が800元、3年以上5年以下が1,000元です。"),
    ("ko", FEE, "수수료는 1년 미만 400위안, 1년에서 3년 800위안, 3년에서 5년 1천 위안입니다."),
    ("es", HOURS, "Abierto de 9:00 a 17:00, de lunes a sábado; llame al 12345 o al +86 10 65612345 a cualquier hora."),
    ("pt", HOURS, "Aberto das 9h às 17h, de segunda a sábado; ligue 12345 ou +86-10-6561-2345 a qualquer hora."),
    ("fr", HOURS, "Ouvert de 9 h à 17 h, du lundi au samedi ; appelez le 12345 ou le (010) 6561 2345 à toute heure."),
    ("de", HOURS, "Geöffnet 9.00 bis 17.00 Uhr von Montag bis Samstag; Tel. 12345 oder +86 10 65 61 23 45 rund um die Uhr."),
    ("ru", HOURS, "Открыто с 9:00 до 17:00 с понедельника по субботу; тел. 12345 или +86 (10) 6561-2345 в любое время."),
    ("ar", HOURS, "مفتوح من ٩ صباحًا إلى ٥ مساءً من الاثنين إلى السبت؛ اتصل على ١٢٣٤٥ أو \u200e+86 10 6561 2345\u200e في أي وقت."),
    ("zh", HOURS, "周一至周六上午9时至下午5时开放；可随时拨打12345或010-65612345。"),
    ("zh-Hant", HOURS, "週一至週六 9：00－17：00 開放；可隨時撥打 12345 或 +86-10-65612345。"),
    ("ja", HOURS, "月曜日から土曜日の午前9時から午後5時まで。電話は12345または+86 10 6561 2345（いつでも）。"),
    ("ko", HOURS, "월요일부터 토요일까지 오전 9시부터 오후 5시까지. 12345 또는 010-6561-2345로 언제든지 전화하세요."),
    ("es", REFUND, "Gaste al menos 200 CNY al día; se devuelve el 11 % del precio, hasta 20 000 CNY en efectivo (desde el 26 de abril de 2025)."),
    ("pt", REFUND, "Gaste pelo menos 200 CNY por dia; o reembolso é de 11% do preço, até 20 mil CNY em dinheiro (desde 26 de abril de 2025)."),
    ("fr", REFUND, "Dépensez au moins 200 CNY par jour ; 11 % du prix est remboursé, jusqu’à 20\u202f000 CNY en espèces (depuis le 26 avril 2025)."),
    ("de", REFUND, "Geben Sie mindestens 200 CNY am Tag aus; erstattet werden 11 % des Preises, bis 20.000 CNY in bar (seit 26.04.2025)."),
    ("ru", REFUND, "Потратьте не менее 200 юаней в день; возвращается 11 % цены, до 20 тысяч юаней наличными (с 26 апреля 2025 г.)."),
    ("ar", REFUND, "أنفق ٢٠٠ يوان على الأقل في اليوم؛ يُردّ ١١٪ من السعر، حتى ٢٠ ألف يوان نقدًا (منذ 26 أبريل 2025)."),
    ("zh", REFUND, "每日消费满200元；退税率为价款的11%，现金退税上限2万元（自2025年4月26日起）。"),
    ("zh-Hant", REFUND, "每日消費滿 200 元；退稅率為價款的百分之十一，現金退稅上限 2 萬元（自 2025/4/26 起）。"),
    ("ja", REFUND, "1日200元以上の購入で、価格の11％を還付。現金は2万元まで（2025年4月26日から）。"),
    ("ko", REFUND, "하루 200위안 이상 구매하면 가격의 11%를 환급하며, 현금은 2만 위안까지입니다(2025년 4월 26일부터)."),
    ("es", FIGURES, "Un salario de 1,5 millones de CNY y 500.000 acciones desde el 1 de marzo de 2022; antes de las 16:30."),
    ("pt", FIGURES, "Um salário de 1,5 milhão de CNY e 500 mil ações desde 01/03/2022; antes das 16h30."),
    ("fr", FIGURES, "Un salaire de 1,5 million de CNY et 500 000 actions depuis le 1er mars 2022 ; avant 16 h 30."),
    ("de", FIGURES, "Ein Gehalt von 1,5 Mio. CNY und 500.000 Aktien seit dem 1. März 2022; vor 16.30 Uhr."),
    ("ru", FIGURES, "Зарплата 1,5 млн юаней и 500 тыс. акций с 1 марта 2022 г.; до 16:30."),
    ("ar", FIGURES, "راتب ١٫٥ مليون يوان و٥٠٠ ألف سهم منذ ١ مارس ٢٠٢٢؛ قبل ٤:٣٠ مساءً."),
    ("zh", FIGURES, "自2022年3月1日起，薪酬150万元、股份50万股；下午4点半前。"),
    ("zh-Hant", FIGURES, "自 2022 年 3 月 1 日起，薪酬 150 萬元、股份 50 萬股；下午 4 時 30 分前。"),
    ("ja", FIGURES, "2022年3月1日から、給与150万元、株式50万株。午後4時半まで。"),
    ("ko", FIGURES, "2022년 3월 1일부터 급여 150만 위안, 주식 50만 주; 오후 4시 30분 이전."),
    ("es", NOTE, "Véase <abbr title=\"Impuesto sobre el valor añadido\">IVA</abbr> y las *notas*.[^1]"),
    ("ar", NOTE, "انظر <abbr title=\"ضريبة القيمة المضافة\">VAT</abbr> و*الملاحظات*.[^1]"),
    ("ar", "Call +86 10 6561 2345.", "اتصل على <span dir=\"ltr\">+86 10 6561 2345</span>."),
    ("ar", "Form JW202 and *passport*", "النموذج <bdi>JW202</bdi> وجواز السفر"),
    ("fr", "Paid by 5 pm, in two copies.", "Payé avant 17 heures, en 2 exemplaires."),
    ("zh", "Keep at least 3 km away from 12 noon to midnight.", "中午12时至24时请保持至少3千米的距离。"),
    ("zh", "A population of 120 million in 2024.", "2024年人口达1亿2000万。"),
    ("ko", "CNY 35,000 over 100 km", "100km에 3만5천 위안"),
    ("de", "0.5 working day", "ein halber Arbeitstag"),
    ("zh", "0.5 working day", "半个工作日"),
    ("es", "Art. 19 of Decree 746 (1 May 2022)", "Artículo 19 del Decreto 746 (1 de mayo de 2022)"),
    ("es", "You may apply.", "Puede presentar la solicitud."),
    ("zh", "Within thirty days", "30日内"),
    ("ja", "20 to 30 people", "20～30人"),
    ("ru", "Version 3.11.2 of the form", "Версия формы 3.11.2"),
    ("es", "A law of the 19th century, sold for £125m at 7.55am", "Una ley del siglo XIX, vendida por 125 millones de libras a las 7:55"),
    ("pt", "Companies with 1 to 50 shareholders", "Empresas com 1 a 50 sócios"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "msgid", "msgstr"), GOOD)
def test_a_good_translation_raises_nothing(code: str, msgid: str, msgstr: str) -> None:
    assert not check(msgid, msgstr, code)


MARKED = st.sampled_from(
    [
        "Pay the **fee** of CNY 800.",
        "See [the form](a.md).",
        "Use `JW202`, not <kbd>Ctrl</kbd>.",
        "Call +86 10 6561 2345.[^1]",
        "Write to <https://example.org/a?b=1&c=2>.",
        "H~2~O and ==marked== ^text^ {++ here ++}",
        "![A map](map.png){ width=300 }",
        "See [the list][list] and *more*.",
        "Costs $x+1$ or \\(y\\) &copy; 2024.",
        "Press ++ctrl+c++ :smile: (c) 1/2 -->",
    ]
)


@given(st.lists(MARKED, min_size=1, max_size=5).map(" ".join))
def test_a_translation_equal_to_its_source_is_no_error(text: str) -> None:
    found = check(text, text, fuzzy=True)
    assert not [finding for finding in found if not finding.check.startswith("wording")]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_text_equal_to_its_source_is_no_error(text: str) -> None:
    assert not errors(check(text, text, fuzzy=True))


@given(
    st.lists(MARKED, min_size=1, max_size=5, unique=True).flatmap(
        lambda parts: st.tuples(st.just(parts), st.permutations(parts))
    )
)
def test_the_order_of_sentences_is_free(texts: tuple[list[str], list[str]]) -> None:
    found = check(" ".join(texts[0]), " ".join(texts[1]), fuzzy=True)
    assert not errors(found)
