<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="fi"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- Sosiaaliturvan lyhenteitä, jotka puhesyntesoija lukee sanoina tai väärin. -->
  <lexeme><grapheme>ALV</grapheme><alias>arvonlisävero</alias></lexeme>
  <lexeme><grapheme>AMK</grapheme><alias>A M K</alias></lexeme>
  <lexeme><grapheme>ATM</grapheme><alias>A T M</alias></lexeme>
  <lexeme><grapheme>EK</grapheme><alias>E K</alias></lexeme>
  <lexeme><grapheme>ETK</grapheme><alias>E T K</alias></lexeme>
  <lexeme><grapheme>IBANin</grapheme><alias>ibanin</alias></lexeme>
  <lexeme><grapheme>JuEL</grapheme><alias>juel</alias></lexeme>
  <lexeme><grapheme>KKO</grapheme><alias>K K O</alias></lexeme>
  <lexeme><grapheme>KiEL</grapheme><alias>kiel</alias></lexeme>
  <lexeme><grapheme>OAJ</grapheme><alias>O A J</alias></lexeme>
  <lexeme><grapheme>OKM</grapheme><alias>O K M</alias></lexeme>
  <lexeme><grapheme>OP</grapheme><alias>O P</alias></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>O T P</alias></lexeme>
  <lexeme><grapheme>OmaKela</grapheme><alias>Oma-Kela</alias></lexeme>
  <lexeme><grapheme>SAK</grapheme><alias>S A K</alias></lexeme>
  <lexeme><grapheme>TyEL</grapheme><alias>tyel</alias></lexeme>
  <lexeme><grapheme>YTHS</grapheme><alias>Y T H S</alias></lexeme>
  <lexeme><grapheme>YTJ</grapheme><alias>Y T J</alias></lexeme>
</lexicon>
