"""Two ways of writing one address are the same address, and a look-alike is not."""

from itertools import combinations

import pytest

from checks.policy.addresses import (
    account_at,
    address_of,
    belongs_to,
    expected,
    handle_fits,
    host_of,
    hosts_of,
    normal_form,
)
from checks.policy.model.register import Platform
from checks.policy.policy import Policy
from checks.run import open_policy
from tests.municipality import MINIATURE, ROOT, TODAY

DOMAINS = ("exempelby.example",)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(MINIATURE, TODAY)


@pytest.fixture
def facebook(policy: Policy) -> Platform:
    return policy.platforms["facebook"]


@pytest.fixture
def x(policy: Policy) -> Platform:
    return policy.platforms["x"]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com/exempelby",
        "https://facebook.com/exempelby",
        "http://facebook.com/exempelby",
        "https://m.facebook.com/exempelby",
        "https://mobile.facebook.com/exempelby",
        "https://WWW.Facebook.COM/Exempelby",
        "https://www.facebook.com/exempelby/",
        "https://www.facebook.com/exempelby//",
        "https://fb.com/exempelby",
        "https://www.fb.com/exempelby",
        "https://www.facebook.com/exempelby?ref=page_internal",
        "https://www.facebook.com/exempelby#om",
        "https://www.facebook.com./exempelby",
        "facebook.com/exempelby",
        "  https://www.facebook.com/exempelby  ",
    ],
)
def test_the_same_account_has_one_normal_form(address: str, facebook: Platform) -> None:
    assert normal_form(address, facebook) == "facebook.com/exempelby"


def test_a_former_host_is_the_same_site(x: Platform) -> None:
    assert normal_form("https://twitter.com/Exempelby", x) == normal_form("https://x.com/exempelby/", x)


def test_the_query_counts_where_it_is_the_identity(facebook: Platform) -> None:
    one, other = (normal_form(f"https://www.facebook.com/profile.php?id={id}", facebook) for id in (1, 2))
    assert one == "facebook.com/profile.php?id=1"
    assert one != other
    assert normal_form("https://facebook.com/profile.php?ref=x&ID=1", facebook) == one


def test_the_query_does_not_count_elsewhere(x: Platform) -> None:
    assert normal_form("https://x.com/exempelby?id=1", x) == "x.com/exempelby"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com@bluff.example/exempelby",
        "https://anna:hemligt@facebook.com/exempelby",
        "https://facebook.com:8443/exempelby",
        "https://facebook.com:port/exempelby",
        "https://f\u0430cebook.com/exempelby",
        "https://[facebook.com/exempelby",
        "javascript:alert(1)",
        "ftp://facebook.com/exempelby",
        "https:///exempelby",
        "",
    ],
)
def test_what_is_no_plain_address_has_no_normal_form(address: str, facebook: Platform) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - nobody reads its message
        normal_form(address, facebook)
    assert host_of(address) == ""
    assert not belongs_to(address, ["facebook.com"])


@pytest.mark.parametrize(
    "address", ["https://facebook.com/a", "https://www.facebook.com", "https://sv-se.facebook.com/a"]
)
def test_an_address_belongs_to_its_host_and_the_hosts_above(address: str) -> None:
    assert belongs_to(address, ["facebook.com"])


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com.bluff.example/a",
        "https://bluff.example/www.facebook.com",
        "https://notfacebook.com/a",
        "https://facebook.com-bluff.example/a",
        "https://facebook.co/a",
    ],
)
def test_a_look_alike_belongs_to_nobody(address: str) -> None:
    assert not belongs_to(address, ["facebook.com"])


def test_an_address_never_belongs_to_no_host() -> None:
    assert not belongs_to("", [""])
    assert not belongs_to("https://a.example", [])


@pytest.mark.parametrize(
    ("handle", "fits"),
    [
        ("exempelby", True),
        ("a", False),
        ("@exempelby", False),
        ("exempelby/om", False),
        ("exempelby\n", False),
        ("", False),
    ],
)
def test_a_handle_follows_the_pattern_as_a_whole(handle: str, fits: bool, facebook: Platform) -> None:
    assert handle_fits(handle, facebook) is fits


def test_every_platform_in_the_handbook_recognises_its_own_examples() -> None:
    for platform in open_policy(ROOT, TODAY).platforms.values():
        assert handle_fits(platform.handle.example, platform), platform.id
        for example in platform.examples:
            parts = {part for part in example.removeprefix("https://").replace("?id=", "/").split("/") if part}
            handles = parts | {part.removeprefix("@") for part in parts}
            if platform.any_server:
                handles = {f"{handle}@{host_of(example)}" for handle in handles}
            fitting = {handle for handle in handles if handle_fits(handle, platform)}
            forms = {form for handle in fitting for form in expected(platform, handle, DOMAINS)}
            assert normal_form(example, platform) in forms, example
            assert any(belongs_to(example, hosts_of(platform, handle, DOMAINS)) for handle in fitting), example


def test_no_two_platforms_share_a_host() -> None:
    for one, other in combinations(open_policy(ROOT, TODAY).platforms.values(), 2):
        assert not {*one.hosts, *one.also_on} & {*other.hosts, *other.also_on}


@pytest.fixture(scope="module")
def mastodon() -> Platform:
    return open_policy(ROOT, TODAY).platforms["mastodon"]


@pytest.mark.parametrize(
    ("handle", "fits"),
    [
        ("exempelby@social.example", True),
        ("exempelby", False),
        ("@exempelby@social.example", False),
        ("exempelby@", False),
        ("exempelby@social", False),
        ("exempelby@social.example/x", False),
        ("exempelby@-bluff.example", False),
        ("exempelby@a@social.example", False),
    ],
)
def test_where_anybody_runs_a_server_a_handle_names_it(handle: str, fits: bool, mastodon: Platform) -> None:
    assert handle_fits(handle, mastodon) is fits


def test_a_server_of_anybody_is_the_one_that_the_handle_names(mastodon: Platform) -> None:
    hosts = hosts_of(mastodon, "exempelby@social.example", DOMAINS)
    assert belongs_to("https://social.example/@exempelby", hosts)
    assert not belongs_to("https://bluff.example/@exempelby", hosts)
    assert expected(mastodon, "exempelby@social.example", DOMAINS) == {
        "social.example/@exempelby",
        "social.example/users/exempelby",
    }


# From an address to an account, and back.


def test_an_address_tells_platform_and_handle_on_every_platform() -> None:
    shipped = open_policy(ROOT, TODAY)
    platforms, domains = shipped.platforms.values(), shipped.organisation.domains
    for platform in platforms:
        for example in platform.examples:
            found = account_at(example.removeprefix("https://"), platforms, domains)
            assert found is not None, example
            assert found.platform is platform, example
            assert normal_form(found.url, platform) == normal_form(example, platform)
            assert normal_form(found.url, platform) in expected(platform, found.handle, domains)
    for account in shipped.accounts.values():
        found = account_at(account.url, platforms, domains)
        assert found is not None
        assert (found.platform.id, found.handle) == (account.platform, account.handle)


@pytest.mark.parametrize(
    ("address", "handle", "url"),
    [
        ("m.facebook.com/Minikopinghallen/?fbclid=x", "Minikopinghallen", "https://facebook.com/Minikopinghallen"),
        ("https://twitter.com/miniHallen", "miniHallen", "https://x.com/miniHallen"),
        ("https://facebook.com/a", None, None),
        ("https://facebook.com/minikoping/photos", None, None),
        ("https://example.org/minikoping", None, None),
    ],
)
def test_an_address_is_written_anew(policy: Policy, address: str, handle: str | None, url: str | None) -> None:
    found = account_at(address, policy.platforms.values(), ())
    assert (found and found.handle, found and found.url) == (handle, url)


def test_no_plain_address_leads_to_no_account(policy: Policy) -> None:
    with pytest.raises(ValueError, match="i adressen"):
        account_at("https://facebook.com@x.com/minikoping", policy.platforms.values(), ())


def test_a_handle_has_one_address_of_its_own() -> None:
    shipped = open_policy(ROOT, TODAY)
    for platform in shipped.platforms.values():
        url = address_of(platform, platform.handle.example, shipped.organisation.domains)
        assert normal_form(url, platform) in expected(platform, platform.handle.example, shipped.organisation.domains)
