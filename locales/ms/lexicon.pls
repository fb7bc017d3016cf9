<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="ms"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- Singkatan keselamatan sosial yang dibaca enjin sebagai perkataan atau secara salah. -->
  <lexeme><grapheme>AKPK</grapheme><alias>A K P K</alias></lexeme>
  <lexeme><grapheme>APC</grapheme><alias>A P C</alias></lexeme>
  <lexeme><grapheme>ASB</grapheme><alias>A S B</alias></lexeme>
  <lexeme><grapheme>ASNB</grapheme><alias>A S N B</alias></lexeme>
  <lexeme><grapheme>ATM</grapheme><alias>A T M</alias></lexeme>
  <lexeme><grapheme>BIMB</grapheme><alias>B I M B</alias></lexeme>
  <lexeme><grapheme>EIS</grapheme><alias>E I S</alias></lexeme>
  <lexeme><grapheme>EPF</grapheme><alias>E P F</alias></lexeme>
  <lexeme><grapheme>IC</grapheme><alias>I C</alias></lexeme>
  <lexeme><grapheme>ID</grapheme><alias>I D</alias></lexeme>
  <lexeme><grapheme>IPT</grapheme><alias>I P T</alias></lexeme>
  <lexeme><grapheme>JPA</grapheme><alias>J P A</alias></lexeme>
  <lexeme><grapheme>KPI</grapheme><alias>K P I</alias></lexeme>
  <lexeme><grapheme>MyKad</grapheme><alias>mai kad</alias></lexeme>
  <lexeme><grapheme>MySejahtera</grapheme><alias>mai sejahtera</alias></lexeme>
  <lexeme><grapheme>NRIC</grapheme><alias>N R I C</alias></lexeme>
  <lexeme><grapheme>OKU</grapheme><alias>O K U</alias></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>O T P</alias></lexeme>
  <lexeme><grapheme>PIDM</grapheme><alias>P I D M</alias></lexeme>
  <lexeme><grapheme>SIP</grapheme><alias>S I P</alias></lexeme>
  <lexeme><grapheme>SOCSO</grapheme><alias>sokso</alias></lexeme>
  <lexeme><grapheme>SPA</grapheme><alias>S P A</alias></lexeme>
  <lexeme><grapheme>TAC</grapheme><alias>tek</alias></lexeme>
  <lexeme><grapheme>UTC</grapheme><alias>U T C</alias></lexeme>
</lexicon>
