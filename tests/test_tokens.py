"""Tokens carry the authority to answer (TRUST.md §2.1, S2)."""

from casework.tokens import TOKEN, derived, find_tokens, holds, mint, plus_address

OLD, NEW = b"o" * 32, b"n" * 32
NONCE = derived(NEW, "nonce", "C-2026-0001.3.offered", 5)


def test_a_token_holds_for_what_it_was_minted_over_and_nothing_else():
    token = mint(NEW, NONCE, "branch|C-2026-0001|ana@home.example|offer|1|99")
    assert TOKEN.fullmatch(token)
    assert holds([NEW], token, "branch|C-2026-0001|ana@home.example|offer|1|99")
    assert not holds([NEW], token, "branch|C-2026-0002|ana@home.example|offer|1|99")
    assert not holds([NEW], token, "branch|C-2026-0001|eve@home.example|offer|1|99")


def test_a_token_survives_folding_to_capitals():
    assert holds([NEW], mint(NEW, NONCE, "x").upper(), "x")


def test_the_old_key_verifies_until_it_is_removed():
    token = mint(OLD, NONCE, "x")
    assert holds([NEW, OLD], token, "x")
    assert not holds([NEW], token, "x")


def test_a_changed_token_does_not_hold():
    token = mint(NEW, NONCE, "x")
    for at in range(24):
        other = token[:at] + ("a" if token[at] != "a" else "b") + token[at + 1 :]
        assert not holds([NEW], other, "x")
    assert not holds([NEW], "!!" * 12, "x")


def test_the_address_is_a_legal_local_part_and_gives_its_token_back():
    token = mint(NEW, NONCE, "x")
    address = plus_address("casework@ashby.example", "C-2026-0042", token)
    assert address == f"casework+c20260042.{token}@ashby.example"
    assert len(address.partition("@")[0]) <= 64
    assert find_tokens(f"To: <{address}>") == [token]
