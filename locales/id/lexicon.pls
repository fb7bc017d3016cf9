<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="id"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- Singkatan jaminan sosial yang dibaca mesin sebagai kata atau tidak terbaca. -->
  <lexeme><grapheme>ASN</grapheme><alias>A S N</alias></lexeme>
  <lexeme><grapheme>ATM</grapheme><alias>A T M</alias></lexeme>
  <lexeme><grapheme>BCA</grapheme><alias>B C A</alias></lexeme>
  <lexeme><grapheme>BI</grapheme><alias>B I</alias></lexeme>
  <lexeme><grapheme>BNI</grapheme><alias>B N I</alias></lexeme>
  <lexeme><grapheme>BRI</grapheme><alias>B R I</alias></lexeme>
  <lexeme><grapheme>BSI</grapheme><alias>B S I</alias></lexeme>
  <lexeme><grapheme>BSU</grapheme><alias>B S U</alias></lexeme>
  <lexeme><grapheme>BUMN</grapheme><alias>B U M N</alias></lexeme>
  <lexeme><grapheme>IGD</grapheme><alias>I G D</alias></lexeme>
  <lexeme><grapheme>IMB</grapheme><alias>I M B</alias></lexeme>
  <lexeme><grapheme>KTA</grapheme><alias>K T A</alias></lexeme>
  <lexeme><grapheme>OJK</grapheme><alias>O J K</alias></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>O T P</alias></lexeme>
  <lexeme><grapheme>P3K</grapheme><alias>pe tiga ka</alias></lexeme>
  <lexeme><grapheme>PBI</grapheme><alias>P B I</alias></lexeme>
  <lexeme><grapheme>PMI</grapheme><alias>P M I</alias></lexeme>
  <lexeme><grapheme>PNS</grapheme><alias>P N S</alias></lexeme>
  <lexeme><grapheme>PPPK</grapheme><alias>pe tiga ka</alias></lexeme>
  <lexeme><grapheme>RSUD</grapheme><alias>R S U D</alias></lexeme>
  <lexeme><grapheme>TKI</grapheme><alias>T K I</alias></lexeme>
  <lexeme><grapheme>TNI</grapheme><alias>T N I</alias></lexeme>
  <lexeme><grapheme>UGD</grapheme><alias>U G D</alias></lexeme>
  <lexeme><grapheme>UMK</grapheme><alias>U M K</alias></lexeme>
  <lexeme><grapheme>UMKM</grapheme><alias>U M K M</alias></lexeme>
  <lexeme><grapheme>UMR</grapheme><alias>U M R</alias></lexeme>
  <lexeme><grapheme>WNA</grapheme><alias>W N A</alias></lexeme>
  <lexeme><grapheme>WNI</grapheme><alias>W N I</alias></lexeme>
</lexicon>
