<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="sv"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- Socialförsäkringens förkortningar som talsyntesen läser som ord eller fel. -->
  <lexeme><grapheme>AB</grapheme><alias>A B</alias></lexeme>
  <lexeme><grapheme>AGS</grapheme><alias>A G S</alias></lexeme>
  <lexeme><grapheme>AMF</grapheme><alias>A M F</alias></lexeme>
  <lexeme><grapheme>ATP</grapheme><alias>A T P</alias></lexeme>
  <lexeme><grapheme>BIC</grapheme><alias>bick</alias></lexeme>
  <lexeme><grapheme>BankID</grapheme><alias>bank-ID</alias></lexeme>
  <lexeme><grapheme>DO</grapheme><alias>D O</alias></lexeme>
  <lexeme><grapheme>FBA</grapheme><alias>F B A</alias></lexeme>
  <lexeme><grapheme>FPA</grapheme><alias>F P A</alias></lexeme>
  <lexeme><grapheme>ID</grapheme><alias>i-de</alias></lexeme>
  <lexeme><grapheme>ITP</grapheme><alias>I T P</alias></lexeme>
  <lexeme><grapheme>JO</grapheme><alias>J O</alias></lexeme>
  <lexeme><grapheme>KPA</grapheme><alias>K P A</alias></lexeme>
  <lexeme><grapheme>LMA</grapheme><alias>L M A</alias></lexeme>
  <lexeme><grapheme>LO</grapheme><alias>L O</alias></lexeme>
  <lexeme><grapheme>LVU</grapheme><alias>L V U</alias></lexeme>
  <lexeme><grapheme>OB</grapheme><alias>O B</alias></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>O T P</alias></lexeme>
  <lexeme><grapheme>PIN</grapheme><alias>pinn</alias></lexeme>
  <lexeme><grapheme>SEB</grapheme><alias>S E B</alias></lexeme>
  <lexeme><grapheme>SFI</grapheme><alias>S F I</alias></lexeme>
  <lexeme><grapheme>SGI</grapheme><alias>S G I</alias></lexeme>
  <lexeme><grapheme>SOU</grapheme><alias>S O U</alias></lexeme>
  <lexeme><grapheme>TCO</grapheme><alias>T C O</alias></lexeme>
  <lexeme><grapheme>VAB</grapheme><alias>vabb</alias></lexeme>
  <lexeme><grapheme>VAB:a</grapheme><alias>vabba</alias></lexeme>
</lexicon>
