<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="ar"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- مختصرات الضمان الاجتماعي، تُكتب هنا كما تُنطق. -->
  <lexeme><grapheme>AMO</grapheme><alias>التأمين الإجباري عن المرض</alias></lexeme>
  <lexeme><grapheme>ATM</grapheme><alias>الصراف الآلي</alias></lexeme>
  <lexeme><grapheme>CIMR</grapheme><alias>الصندوق المهني المغربي لِلتَقاعُد</alias></lexeme>
  <lexeme><grapheme>CIN</grapheme><alias>بطاقة التعريف الوطنية</alias></lexeme>
  <lexeme><grapheme>CMR</grapheme><alias>الصندوق المغربي لِلتَقاعُد</alias></lexeme>
  <lexeme><grapheme>CNAS</grapheme><alias>الصندوق الوطني لِلتَأمينات الاجتماعية</alias></lexeme>
  <lexeme><grapheme>CNOPS</grapheme><alias>الصندوق الوطني لِمُنَظَمات الاحتياط الاجتماعي</alias></lexeme>
  <lexeme><grapheme>CNRPS</grapheme><alias>الصندوق الوطني لِلتَقاعُد والحيطة الاجتماعية</alias></lexeme>
  <lexeme><grapheme>CNSS</grapheme><alias>الصندوق الوطني لِلضَمان الاجتماعي</alias></lexeme>
  <lexeme><grapheme>GOSI</grapheme><alias>المؤسسة العامة لِلتَأمينات الاجتماعية</alias></lexeme>
  <lexeme><grapheme>IBAN</grapheme><alias>أَيْبان</alias></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>رمز التحقق</alias></lexeme>
  <lexeme><grapheme>PDF</grapheme><alias>بي دي إف</alias></lexeme>
  <lexeme><grapheme>PIN</grapheme><alias>الرقم السري</alias></lexeme>
  <lexeme><grapheme>QR</grapheme><alias>كيو آر</alias></lexeme>
  <lexeme><grapheme>RCAR</grapheme><alias>النظام الجماعي لِمَنْح رَواتِب التقاعد</alias></lexeme>
  <lexeme><grapheme>RIB</grapheme><alias>رقم الحساب البنكي</alias></lexeme>
  <lexeme><grapheme>SMS</grapheme><alias>رسالة نصية قَصيرة</alias></lexeme>
  <lexeme><grapheme>ب.ت.و</grapheme><alias>بطاقة التعريف الوطنية</alias></lexeme>
</lexicon>
