"""A long list of exported names; one of them is a function."""

__all__ = [
    "describe",
    "CODE_0", "CODE_1", "CODE_2", "CODE_3", "CODE_4", "CODE_5", "CODE_6",
    "CODE_7", "CODE_8", "CODE_9", "CODE_10", "CODE_11", "CODE_12", "CODE_13",
    "CODE_14", "CODE_15", "CODE_16", "CODE_17", "CODE_18", "CODE_19", "CODE_20",
    "CODE_21", "CODE_22", "CODE_23", "CODE_24", "CODE_25", "CODE_26", "CODE_27",
    "CODE_28", "CODE_29", "CODE_30", "CODE_31", "CODE_32", "CODE_33", "CODE_34",
    "CODE_35", "CODE_36", "CODE_37", "CODE_38", "CODE_39", "CODE_40", "CODE_41",
    "CODE_42", "CODE_43", "CODE_44", "CODE_45", "CODE_46", "CODE_47", "CODE_48",
    "CODE_49", "CODE_50", "CODE_51", "CODE_52", "CODE_53", "CODE_54", "CODE_55",
    "CODE_56", "CODE_57", "CODE_58", "CODE_59", "CODE_60", "CODE_61", "CODE_62",
    "CODE_63", "CODE_64", "CODE_65", "CODE_66", "CODE_67", "CODE_68", "CODE_69",
]  # fmt: skip

CODE_0, CODE_1, CODE_2, CODE_3, CODE_4, CODE_5, CODE_6, CODE_7, CODE_8, CODE_9 = range(0, 10)
CODE_10, CODE_11, CODE_12, CODE_13, CODE_14, CODE_15, CODE_16, CODE_17, CODE_18, CODE_19 = range(10, 20)
CODE_20, CODE_21, CODE_22, CODE_23, CODE_24, CODE_25, CODE_26, CODE_27, CODE_28, CODE_29 = range(20, 30)
CODE_30, CODE_31, CODE_32, CODE_33, CODE_34, CODE_35, CODE_36, CODE_37, CODE_38, CODE_39 = range(30, 40)
CODE_40, CODE_41, CODE_42, CODE_43, CODE_44, CODE_45, CODE_46, CODE_47, CODE_48, CODE_49 = range(40, 50)
CODE_50, CODE_51, CODE_52, CODE_53, CODE_54, CODE_55, CODE_56, CODE_57, CODE_58, CODE_59 = range(50, 60)
CODE_60, CODE_61, CODE_62, CODE_63, CODE_64, CODE_65, CODE_66, CODE_67, CODE_68, CODE_69 = range(60, 70)


def describe(code):
    return str(code)


def hidden():
    return 3
