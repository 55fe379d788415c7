"""A function that is given more functions, one by one, than one answer may hold."""


def run(step, text):
    return step(text)


def step_00(text):
    return text + "0"


def step_01(text):
    return text + "1"


def step_02(text):
    return text + "2"


def step_03(text):
    return text + "3"


def step_04(text):
    return text + "4"


def step_05(text):
    return text + "5"


def step_06(text):
    return text + "6"


def step_07(text):
    return text + "7"


def step_08(text):
    return text + "8"


def step_09(text):
    return text + "9"


def step_10(text):
    return text + "10"


def step_11(text):
    return text + "11"


def step_12(text):
    return text + "12"


def step_13(text):
    return text + "13"


def step_14(text):
    return text + "14"


def step_15(text):
    return text + "15"


def step_16(text):
    return text + "16"


def step_17(text):
    return text + "17"


def step_18(text):
    return text + "18"


def step_19(text):
    return text + "19"


def step_20(text):
    return text + "20"


def step_21(text):
    return text + "21"


def step_22(text):
    return text + "22"


def step_23(text):
    return text + "23"


def step_24(text):
    return text + "24"


def step_25(text):
    return text + "25"


def step_26(text):
    return text + "26"


def step_27(text):
    return text + "27"


def step_28(text):
    return text + "28"


def step_29(text):
    return text + "29"


def step_30(text):
    return text + "30"


def step_31(text):
    return text + "31"


def step_32(text):
    return text + "32"


def step_33(text):
    return text + "33"


def step_34(text):
    return text + "34"


def step_35(text):
    return text + "35"


def step_36(text):
    return text + "36"


def step_37(text):
    return text + "37"


def step_38(text):
    return text + "38"


def step_39(text):
    return text + "39"


def step_40(text):
    return text + "40"


def step_41(text):
    return text + "41"


def step_42(text):
    return text + "42"


def step_43(text):
    return text + "43"


def step_44(text):
    return text + "44"


def step_45(text):
    return text + "45"


def step_46(text):
    return text + "46"


def step_47(text):
    return text + "47"


def step_48(text):
    return text + "48"


def step_49(text):
    return text + "49"


def step_50(text):
    return text + "50"


def step_51(text):
    return text + "51"


def step_52(text):
    return text + "52"


def step_53(text):
    return text + "53"


def step_54(text):
    return text + "54"


def step_55(text):
    return text + "55"


def step_56(text):
    return text + "56"


def step_57(text):
    return text + "57"


def step_58(text):
    return text + "58"


def step_59(text):
    return text + "59"


def step_60(text):
    return text + "60"


def step_61(text):
    return text + "61"


def step_62(text):
    return text + "62"


def step_63(text):
    return text + "63"


def step_64(text):
    return text + "64"


def step_65(text):
    return text + "65"


def step_66(text):
    return text + "66"


def step_67(text):
    return text + "67"


def step_68(text):
    return text + "68"


def step_69(text):
    return text + "69"


def step_70(text):
    return text + "70"


def step_71(text):
    return text + "71"


def step_72(text):
    return text + "72"


def step_73(text):
    return text + "73"


def step_74(text):
    return text + "74"


def step_75(text):
    return text + "75"


def step_76(text):
    return text + "76"


def step_77(text):
    return text + "77"


def step_78(text):
    return text + "78"


def step_79(text):
    return text + "79"


def step_80(text):
    return text + "80"


def step_81(text):
    return text + "81"


def step_82(text):
    return text + "82"


def step_83(text):
    return text + "83"


def step_84(text):
    return text + "84"


def step_85(text):
    return text + "85"


def step_86(text):
    return text + "86"


def step_87(text):
    return text + "87"


def step_88(text):
    return text + "88"


def step_89(text):
    return text + "89"


run(step_00, "a")
run(step_01, "a")
run(step_02, "a")
run(step_03, "a")
run(step_04, "a")
run(step_05, "a")
run(step_06, "a")
run(step_07, "a")
run(step_08, "a")
run(step_09, "a")
run(step_10, "a")
run(step_11, "a")
run(step_12, "a")
run(step_13, "a")
run(step_14, "a")
run(step_15, "a")
run(step_16, "a")
run(step_17, "a")
run(step_18, "a")
run(step_19, "a")
run(step_20, "a")
run(step_21, "a")
run(step_22, "a")
run(step_23, "a")
run(step_24, "a")
run(step_25, "a")
run(step_26, "a")
run(step_27, "a")
run(step_28, "a")
run(step_29, "a")
run(step_30, "a")
run(step_31, "a")
run(step_32, "a")
run(step_33, "a")
run(step_34, "a")
run(step_35, "a")
run(step_36, "a")
run(step_37, "a")
run(step_38, "a")
run(step_39, "a")
run(step_40, "a")
run(step_41, "a")
run(step_42, "a")
run(step_43, "a")
run(step_44, "a")
run(step_45, "a")
run(step_46, "a")
run(step_47, "a")
run(step_48, "a")
run(step_49, "a")
run(step_50, "a")
run(step_51, "a")
run(step_52, "a")
run(step_53, "a")
run(step_54, "a")
run(step_55, "a")
run(step_56, "a")
run(step_57, "a")
run(step_58, "a")
run(step_59, "a")
run(step_60, "a")
run(step_61, "a")
run(step_62, "a")
run(step_63, "a")
run(step_64, "a")
run(step_65, "a")
run(step_66, "a")
run(step_67, "a")
run(step_68, "a")
run(step_69, "a")
run(step_70, "a")
run(step_71, "a")
run(step_72, "a")
run(step_73, "a")
run(step_74, "a")
run(step_75, "a")
run(step_76, "a")
run(step_77, "a")
run(step_78, "a")
run(step_79, "a")
run(step_80, "a")
run(step_81, "a")
run(step_82, "a")
run(step_83, "a")
run(step_84, "a")
run(step_85, "a")
run(step_86, "a")
run(step_87, "a")
run(step_88, "a")
run(step_89, "a")
