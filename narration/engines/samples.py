"""What voices say when they are measured: sentences of an administration in ten languages."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = {
    "en": "Please write your full name exactly as it stands on your identity card. If you moved in "
    "the last twelve months, give us your old address as well. We will send you a letter within "
    "three weeks, and your first payment follows at the end of the next month.",
    "fr": "Écrivez votre nom complet, exactement comme il figure sur votre carte d'identité. Si "
    "vous avez déménagé depuis moins d'un an, indiquez aussi votre ancienne adresse. Nous vous "
    "enverrons une lettre dans les trois semaines, et le premier versement suivra à la fin du "
    "mois prochain.",
    "ar": "اُكْتُبِ اسْمَكَ الْكَامِلَ كَمَا هُوَ فِي بِطَاقَةِ هُوِيَّتِكَ. إِذَا انْتَقَلْتَ إِلَى بَيْتٍ جَدِيدٍ هٰذِهِ "
    "السَّنَةَ، فَاذْكُرْ عُنْوَانَكَ الْقَدِيمَ أَيْضًا. سَنُرْسِلُ إِلَيْكَ رِسَالَةً خِلَالَ ثَلَاثَةِ أَسَابِيعَ، "
    "وَيَصِلُكَ أَوَّلُ مَبْلَغٍ فِي نِهَايَةِ الشَّهْرِ الْقَادِمِ.",
    "es": "Escriba su nombre completo tal como aparece en su documento de identidad. Si cambió de "
    "casa en los últimos doce meses, indique también su dirección anterior. Le enviaremos una "
    "carta en un plazo de tres semanas, y el primer pago llegará a fines del próximo mes.",
    "zh-Hans": "请按照身份证上的写法填写您的全名。如果您在过去十二个月内搬过家，"
    "请同时填写原来的地址。我们会在三个星期内给您寄信，第一笔养老金将在下个月底发放。"
    "如果您有任何问题，请打电话给我们，或者到离您最近的办事处来。",
    "fi": "Kirjoita koko nimesi täsmälleen niin kuin se on henkilökortissasi. Jos olet muuttanut "
    "viimeisen vuoden aikana, kerro myös vanha osoitteesi. Lähetämme sinulle kirjeen kolmen viikon "
    "kuluessa, ja ensimmäinen eläke maksetaan ensi kuun lopussa.",
    "sv": "Skriv ditt fullständiga namn precis som det står på ditt id-kort. Om du har flyttat "
    "under det senaste året ska du också ange din gamla adress. Vi skickar ett brev till dig inom "
    "tre veckor, och den första utbetalningen kommer i slutet av nästa månad.",
    "id": "Tulislah nama lengkap Anda persis seperti yang tertera di kartu identitas. Jika Anda "
    "pindah rumah dalam dua belas bulan terakhir, tuliskan juga alamat lama Anda. Kami akan "
    "mengirim surat dalam tiga minggu, dan pembayaran pertama menyusul pada akhir bulan depan.",
    "ms": "Sila tulis nama penuh anda seperti yang tertera pada kad pengenalan. Jika anda "
    "berpindah rumah dalam tempoh dua belas bulan yang lalu, berikan juga alamat lama anda. "
    "Kami akan menghantar surat dalam masa tiga minggu, dan bayaran pertama menyusul pada "
    "hujung bulan hadapan.",
    "ta": "உங்கள் அடையாள அட்டையில் உள்ளபடியே உங்கள் முழுப் பெயரை எழுதுங்கள். கடந்த ஓராண்டில் வீடு "
    "மாறியிருந்தால், உங்கள் பழைய முகவரியையும் குறிப்பிடுங்கள். மூன்று வாரங்களுக்குள் உங்களுக்குக் கடிதம் "
    "அனுப்புவோம், முதல் தொகை அடுத்த மாத இறுதியில் வந்து சேரும்.",
}
"""Three sentences a language (BCP 47), at least ten seconds of speech at any usual pace."""

SECONDS: Final = {
    "en": 20.9,
    "fr": 19.2,
    "ar": 26.8,
    "es": 19.7,
    "zh-Hans": 32.6,
    "fi": 22.8,
    "sv": 19.3,
    "id": 25.2,
    "ms": 25.7,
    "ta": 22.0,
}
"""How long the sentences take at the default pace of this service: measured on the default engine
at the rates that its module gives, about 140 words a minute in English."""

COUNTING: Final = ", ".join(str(number) for number in range(1, 31)) + "."
"""Something that a voice of any other language can say for ten seconds."""
