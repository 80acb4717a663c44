"""The allocation of cases to pairs of caseworkers, as a problem of its own (DOMAIN.md §4).

`problem` (values) and `reading` (the file) -> `ground` (who may do what) -> `greedy`, `improve`,
`exact`, `large` (plans, better and better) -> `check` (does it keep to every rule?) -> `reasons`,
`answer` (what is told). `solve` is the order of it all. Pure: the clock is an argument, chance is a seed
in the problem.
"""
