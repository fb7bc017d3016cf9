<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="es"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- Siglas de la seguridad social que los motores leen como palabras. -->
  <lexeme><grapheme>AFP</grapheme><alias>A F P</alias></lexeme>
  <lexeme><grapheme>ARL</grapheme><alias>A R L</alias></lexeme>
  <lexeme><grapheme>ATM</grapheme><alias>A T M</alias></lexeme>
  <lexeme><grapheme>AUH</grapheme><alias>A U H</alias></lexeme>
  <lexeme><grapheme>CI</grapheme><alias>C I</alias></lexeme>
  <lexeme><grapheme>EPS</grapheme><alias>E P S</alias></lexeme>
  <lexeme><grapheme>IESS</grapheme><alias>iés</alias></lexeme>
  <lexeme><grapheme>IGSS</grapheme><alias>I G S S</alias></lexeme>
  <lexeme><grapheme>IHSS</grapheme><alias>I H S S</alias></lexeme>
  <lexeme><grapheme>IMSS</grapheme><alias>ims</alias></lexeme>
  <lexeme><grapheme>IMV</grapheme><alias>I M V</alias></lexeme>
  <lexeme><grapheme>INSS</grapheme><alias>I N S S</alias></lexeme>
  <lexeme><grapheme>IRPF</grapheme><alias>I R P F</alias></lexeme>
  <lexeme><grapheme>ISSFAM</grapheme><alias>isfam</alias></lexeme>
  <lexeme><grapheme>ISSS</grapheme><alias>I triple S</alias></lexeme>
  <lexeme><grapheme>ISSSTE</grapheme><alias>iste</alias></lexeme>
  <lexeme><grapheme>IVSS</grapheme><alias>I V S S</alias></lexeme>
  <lexeme><grapheme>ONP</grapheme><alias>O N P</alias></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>O T P</alias></lexeme>
  <lexeme><grapheme>PDF</grapheme><alias>pe de efe</alias></lexeme>
  <lexeme><grapheme>SMI</grapheme><alias>S M I</alias></lexeme>
</lexicon>
