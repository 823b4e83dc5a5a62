digest-title = Rollcall · { $date } · { $zone }
digest-zone =
    { $zone ->
        [Europe-Moscow] Moscow time
        [Europe-Kaliningrad] Kaliningrad time
        [Europe-Samara] Samara time
        [Asia-Yekaterinburg] Yekaterinburg time
        [Asia-Omsk] Omsk time
        [Asia-Novosibirsk] Novosibirsk time
        [Asia-Krasnoyarsk] Krasnoyarsk time
        [Asia-Irkutsk] Irkutsk time
        [Asia-Yakutsk] Yakutsk time
        [Asia-Vladivostok] Vladivostok time
        [Asia-Kamchatka] Kamchatka time
       *[other] { $offset }
    }
digest-lead-broke = Broke: { $services }.
digest-lead-unchanged = Still in trouble: { $services }.
digest-lead-quiet = Nothing new broke.
digest-lead-unknown = Too few answers to tell what works.

digest-broke = BROKE
digest-recovered = RECOVERED
digest-unchanged = UNCHANGED
digest-spared = YET WORKING HERE
digest-fine = FINE
digest-unknown = NOT KNOWN

digest-works-norm = works for { $works } % (usually { $norm } %).
digest-vpn-too = { " " }For another { $vpn } % only with a VPN.
digest-hours = { $from }:00–{ $to }:00, { "" }
digest-hours-from = from { $from }:00, { "" }
digest-confirmed = Confirmed, { $people } people.
digest-unconfirmed = Not confirmed, { $people } people.
digest-contradicted = { " " }(newcomers say otherwise, not confirmed)
digest-except = { " " }(except {$places})
digest-recovered-line = was broken since { $since }, now works for { $works } %.
digest-blocked-since = blocked since { $since }
digest-broken-since = broken since { $since }
digest-trend-unchanged = , unchanged
digest-trend-easing = , easing
digest-trend-worse = , worse
digest-shares =
    Works for { $works } %, { $vpn ->
        [0] { "" }
       *[other] for another { $vpn } % only with a VPN,{ " " }
    }for { $fails } % not at all.
digest-people = { $people } people.
digest-spared-line = works for { $works } %.
digest-unclear = Unclear, people disagree: { $services }.
digest-few =
    Too few answers: { $services }{ $others ->
        [0] .
        [one] , and { $others } more service.
       *[other] , and { $others } more services.
    } Tell us how it is for you: /report
digest-few-others =
    Too few answers about { $others ->
        [one] { $others } more service.
       *[other] { $others } more services.
    } Tell us how it is for you: /report
digest-deaf = The bot was out of reach for most of the day, so there are no data.
digest-more =
    { $count ->
        [one] and { $count } more place
       *[other] and { $count } more places
    }
digest-gaps = The bot was out of reach { $gaps }: there are no data for that time.
digest-gap-span = from { $from } to { $to }
digest-missed =
    { $count ->
        [1] There was no digest of { $from }: the bot was out of reach.
       *[other] There were no digests from { $from } to { $to }: the bot was out of reach.
    }
digest-late = This digest is late.
digest-cold-start = Rollcall is new here: it knows nobody long enough yet, so nothing is confirmed.
digest-method = Shares of people, not complaints; newcomers alone confirm nothing; fewer than { $least } people are never shown. Method { $method } · no. { $id }

digest-function-messages = messages in { $service }
digest-function-media = photos and files in { $service }
digest-function-voice = calls in { $service }
digest-function-video = video calls in { $service }
digest-function-login = logging in to { $service }
