from __future__ import annotations

import pytest

from narration.spoken import normalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他1980年2月1日出生。", "他一九八零年二月一日出生。"),
        ("截止日期：2024-03-15", "截止日期：二零二四年三月十五日"),
        ("请于3月15日前缴费", "请于三月十五日前缴费"),
        ("自2024年起", "自二零二四年起"),
        ("1980-1990年", "一九八零到一九九零年"),
        ("2024年12月", "二零二四年十二月"),
        ("下午2:30开门", "下午两点三十分开门"),
        ("办公时间9:00-17:00", "办公时间九点到十七点"),
        ("2:00 PM", "下午两点"),
        ("14:05", "十四点零五分"),
        ("14:30:05", "十四点三十分五秒"),
        ("9点30分", "九点三十分"),
        ("养老金¥1,234.50", "养老金一千二百三十四元五角"),
        ("12.05元", "十二元零五分"),
        ("￥0.50", "五角"),
        ("2元", "两元"),
        ("3.5万元", "三点五万元"),
        ("2亿元", "两亿元"),
        ("USD 100.50", "一百美元五十美分"),
        ("-¥100", "负一百元"),
        ("比例为12.5%", "比例为百分之十二点五"),
        ("10-20%", "百分之十到二十"),
        ("-3%", "负百分之三"),
        ("5-10天", "五到十天"),
        ("请拨打138 0013 8000", "请拨打一三八，零零一三，八零零零"),
        ("+86 10 6552 8888", "加八六，一零，六五五二，八八八八"),
        ("2个月内提交2份材料", "两个月内提交两份材料"),
        ("12个 2年级 第2页", "12个 2年级 第二页"),
        ("身份证11010119800101123X", "身份证一一零一零一，一九八零零一零一，一二三X"),
        ("受理号 AB12345678", "受理号 诶 B 一 二 三 四 五 六 七 八"),
        ("请写信至 help@example.gov.cn", "请写信至 help 艾特 example 点 gov 点 C N"),
        ("请写信至help@example.gov.cn。", "请写信至help 艾特 example 点 gov 点 C N。"),
        ("访问www.mohrss.gov.cn查询", "访问W W W 点 mohrss 点 gov 点 C N查询"),
        ("¥3,456元、＜50岁", "三千四百五十六元、小于 50岁"),
        ("500元~800元", "五百元到八百元"),
        ("37℃", "三十七摄氏度"),
        ("≥60岁", "大于等于60岁"),
        ("100元/月", "一百元每月"),
        ("3×50元", "3乘以五十元"),
        ("10%-20%", "百分之十到百分之二十"),
        ("共1,234,567人", "共一百二十三万四千五百六十七人"),
        ("No. 12", "编号 12"),
    ],
)
def test_chinese_is_said_as_it_is_spoken(text: str, expected: str) -> None:
    assert normalize(text, "zh-Hans") == expected


@pytest.mark.parametrize(
    ("say_as", "text", "expected"),
    [
        ("date", "2024/3/5", "二零二四年三月五日"),
        ("date", "2月1日", "二月一日"),
        ("time", "14.30", "十四点三十分"),
        ("currency", "1234.5", "一千二百三十四元五角"),
        ("telephone", "010-65528888", "零一零，六五五二八八八八"),
        ("spell-out", "AB12", "诶 B 一 二"),
        ("digits", "2024", "二 零 二 四"),
        ("ordinal", "21", "第二十一"),
        ("cardinal", "20002", "两万零二"),
        ("cardinal", "100010", "十万零一十"),
        ("cardinal", "-1234567", "负一百二十三万四千五百六十七"),
        ("cardinal", "123456789012", "一千二百三十四亿五千六百七十八万九千零一十二"),
        ("address", "北京市建国路 8 号 100020", "北京市建国路 八 号 一零零零二零"),
    ],
)
def test_chinese_follows_a_hint(say_as: str, text: str, expected: str) -> None:
    assert normalize(text, "zh-Hans", say_as) == expected


@pytest.mark.parametrize("language", ["zh", "zh-CN", "zh-Hans", "cmn-Hans-CN"])
def test_every_tag_of_mandarin_finds_the_grammar(language: str) -> None:
    assert normalize("2元", language) == "两元"


def test_a_time_may_follow_the_day_directly() -> None:
    said = normalize("于2024年5月3日14:30开会。", "zh-Hans")
    assert said == "于二零二四年五月三日十四点三十分开会。"
