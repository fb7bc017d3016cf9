<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="en"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- Acronyms of social security that speech engines read as words, or with the wrong letters. -->
  <lexeme><grapheme>DOB</grapheme><alias>D O B</alias></lexeme>
  <lexeme><grapheme>EPF</grapheme><alias>E P F</alias></lexeme>
  <lexeme><grapheme>ESA</grapheme><alias>E S A</alias></lexeme>
  <lexeme><grapheme>FICA</grapheme><alias>fyka</alias><phoneme>ˈfaɪkə</phoneme></lexeme>
  <lexeme><grapheme>GEPF</grapheme><alias>G E P F</alias></lexeme>
  <lexeme><grapheme>IDs</grapheme><alias>I Deez</alias><phoneme>aɪˈdiːz</phoneme></lexeme>
  <lexeme><grapheme>ISA</grapheme><alias>eye-sa</alias><phoneme>ˈaɪsə</phoneme></lexeme>
  <lexeme><grapheme>KRA</grapheme><alias>K R A</alias></lexeme>
  <lexeme><grapheme>NHIA</grapheme><alias>N H I A</alias></lexeme>
  <lexeme><grapheme>NHIF</grapheme><alias>N H I F</alias></lexeme>
  <lexeme><grapheme>NHIS</grapheme><alias>N H I S</alias></lexeme>
  <lexeme><grapheme>NI</grapheme><alias>National Insurance</alias></lexeme>
  <lexeme><grapheme>NIMC</grapheme><alias>N I M C</alias></lexeme>
  <lexeme><grapheme>NSITF</grapheme><alias>N S I T F</alias></lexeme>
  <lexeme><grapheme>OAS</grapheme><alias>Old Age Security</alias></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>O T P</alias></lexeme>
  <lexeme><grapheme>PAYE</grapheme><alias>pay as you earn</alias></lexeme>
  <lexeme><grapheme>SSNIT</grapheme><alias>snit</alias><phoneme>snɪt</phoneme></lexeme>
  <lexeme><grapheme>UC</grapheme><alias>U C</alias></lexeme>
  <lexeme><grapheme>UIF</grapheme><alias>U I F</alias></lexeme>
  <lexeme><grapheme>URA</grapheme><alias>U R A</alias></lexeme>
  <lexeme><grapheme>USSD</grapheme><alias>U S S D</alias></lexeme>
  <lexeme><grapheme>UTR</grapheme><alias>U T R</alias></lexeme>
  <lexeme><grapheme>WSIB</grapheme><alias>W S I B</alias></lexeme>
</lexicon>
