<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="zh-Hans"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- 语音引擎会读错的字词和外文缩写；别名用同音字或中文全称。 -->
  <lexeme><grapheme>12333</grapheme><alias>一二三三三</alias></lexeme>
  <lexeme><grapheme>APP</grapheme><alias>应用程序</alias></lexeme>
  <lexeme><grapheme>App</grapheme><alias>应用程序</alias></lexeme>
  <lexeme><grapheme>IBAN</grapheme><alias>国际银行账号</alias></lexeme>
  <lexeme><grapheme>IC卡</grapheme><alias>智能卡</alias></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>一次性密码</alias></lexeme>
  <lexeme><grapheme>PDF文件</grapheme><alias>文档</alias></lexeme>
  <lexeme><grapheme>PIN</grapheme><alias>密码</alias></lexeme>
  <lexeme><grapheme>PIN码</grapheme><alias>密码</alias></lexeme>
  <lexeme><grapheme>SMS</grapheme><alias>短信</alias></lexeme>
  <lexeme><grapheme>U盾</grapheme><alias>优盾</alias></lexeme>
  <lexeme><grapheme>VIP</grapheme><alias>贵宾</alias></lexeme>
  <lexeme><grapheme>处长</grapheme><alias>储掌</alias></lexeme>
  <lexeme><grapheme>给付</grapheme><alias>挤付</alias></lexeme>
</lexicon>
