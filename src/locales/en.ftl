language-name = English

# Welcome and help
start =
    This is Rollcall: people say what works where they are, and once a day everybody sees the whole picture.

    Write one line, such as "whatsapp kazan mts no photos". Or choose “Report” and answer four questions.{ $platform ->
        [matrix] { " " }To choose, send the number. /help lists what I can do.
       *[other] { "" }
    }
    "It works" is an important answer too.

    I keep no name, no number and no text of yours.
start-fresh = That question is an old one. Shall we begin anew?
help =
    Write in one line what works or does not, where and with which carrier: "telegram saint petersburg beeline works".

help-report = say what works and what does not
help-status = how others fare: /status whatsapp kazan
help-retract = take back your last answer
help-mydata = what is kept about me
help-forget = erase everything about me
help-privacy = what is kept, and what we cannot know
help-language = choose the language
help-help = what I can do
help-recent = the newest answers: /recent whatsapp kazan
help-purge = take out spam: /purge whatsapp kazan 2h
help-undo = bring back what was taken out
help-channels = who gets which digest
help-correct = correct a digest that is out: /correct 21.11 whatsapp kazan
help-news = mark that a press story went round: /news 14:00 whatsapp
help-digest = the digest of a day: /digest yesterday kazan
help-posted = note that a digest is there although its answer was lost
help-resend = send a digest again that is not there
not-understood = That does not look like an answer about what works. Write, for example, "whatsapp kazan mts down", or choose “Report”.
unreadable = I could not decrypt your message. Please send it once more.
forwarded = I do not count forwarded messages: tell me in your own words how it is where you are.
group = Others read along here, so let us go on in private.
no-person = I take no answers from channels or anonymous senders: please write to me in private, as yourself.
private-button = Open the private chat
error-inside = Something broke on our side. This was not saved; please try again later.
not-saved = I cannot save this yet. I keep trying and will answer as soon as it works; no need to write again.

# Buttons
report-button = Report
status-button = How others fare
privacy-button = What is kept
mydata-button = My data
forget-button = Erase everything
undo-button = Undo
correct-button = Correct
more = More →
previous = ← Back
another = Something else

# Questions
ask-service = What is it about?
ask-again = Or the same as last time: { $what }
ask-outcome = How is it for you right now?
ask-city = Where are you? Choose or type a name: the nearest town will do.
ask-carrier = Which carrier? Choose or type its name.
ask-symptom = What exactly fails?
ask-correct = What shall we correct?
here-button = Nearest town by location
here =
    { $platform ->
        [matrix] Share your location from your app and I will find the nearest town. I do not keep the coordinates, but in a chat that is not encrypted the servers will see them. Or just type the name.
       *[other] Press the button below and I will find the nearest town. I do not keep the coordinates, but Telegram will see them. Or just type the name.
    }
here-share = Share where I am
here-unknown = That is too far from any place I know. Type the town’s name.
unnamed-city = Rather not say
unnamed-carrier = Another, or I don't know
did-you-mean-service = I did not catch what it is about. Did you mean:
did-you-mean-city = I found no such place. Did you mean:
did-you-mean-carrier = I know no such carrier. Did you mean:
field-service = Service
field-outcome = Works or not
field-place = Place
field-carrier = Carrier

choice-works = Works
choice-vpn_only = Only with a VPN
choice-fails_with_vpn = Not even with a VPN
choice-fails = Does not work
outcome-works = works
outcome-vpn_only = only with a VPN
outcome-fails_with_vpn = not even with a VPN
outcome-fails = does not work
symptom-cannot-connect = does not connect
symptom-messages = messages
symptom-voice-calls = calls
symptom-video-calls = video calls
symptom-media = photos and files
symptom-login = logging in
symptom-slow = slow
symptom-unstable = drops
symptom-notifications = notifications
symptom-dns = site not found
symptom-app-store = not in the app store
symptom-whitelist = whitelist only
told = told by another

# After an answer
saved = Noted. { $report }
guessed = I guessed: { $names }. If that is wrong, choose “Correct”.
others = Today { $where }: { $shares }.
others-few = Others today: too few answers so far to tell.
retracted = Taken back: { $report }
nothing-to-retract = There is nothing to take back.

# How others fare
whole-country = across the country
cell =
    works for { $works } %, { $vpn ->
        [0] { "" }
       *[other] only with a VPN for { $vpn } %,{ " " }
    }fails for { $fails } % ({ $people } people)
cell-few = too few answers
cell-blocked = blocked since { $since }
cell-broken = broken since { $since }
cell-unconfirmed = not confirmed
status-title = As of { $time }, { $zone }
status-none = Too few answers so far to tell what works. Tell us how it is where you are.
status-news = At { $time } a story was published ({ $service }): some answers after it may be an echo.
status-method = Shares of today's people, renewed once an hour. Fewer than { $k } people are never shown.

# Data
mydata-none = Nothing is kept about you.
mydata =
    { $count ->
        [one] { $count } answer of yours is kept.
       *[other] { $count } answers of yours are kept.
    } Language: { $language }. There is no name, number or text; times are rounded.
mydata-no-language = not chosen
mydata-reach = This reaches back two months at most: older answers can no longer be tied to anybody.
forget-ask = Erase all your answers and all I remember of you? It cannot be undone. Published digests stay as they are: no single person is in them.
forget-yes = Yes, erase
forgotten = Erased. Answers older than two months are tied to nobody any more and cannot be found. Please delete this chat on your side yourself.
language-ask = Which language shall I answer in?
language-set = All right, English it is.
privacy =
    What is kept: which service, whether it works, place, carrier, and the time to a quarter of an hour, later to the hour.
    What is not: your name, number, words and the exact time. A code stands for you; its key changes every 30 days and is then destroyed.
    What others see: shares only, and only where more than { $k } people answered.
    What we cannot do: hide from Telegram or from your Matrix server that you wrote to me. On Telegram chats with bots are not encrypted against it. If that is dangerous, delete the chat.
    /mydata shows what is kept about you, /forget erases it.

# Moderators
recent = The newest answers:
recent-none = There are no such answers.
standing-established = known
standing-new = new
state-held = held
state-purged = taken out
purge-button = Take out { $handle }
purge-one = one answer
purge-voice = everything from one voice
purge-all-of-voice = Everything from this voice
purge-usage =
    What shall be taken out? Name a service, place, carrier and time: /purge whatsapp kazan 2h
    Times: 30m, 2h, 3d, today, yesterday, 2026-11-21, 14:00-16:00. Or choose from /recent.
purge-stale = That mark is no longer valid. Open /recent again.
purge-nothing = There is nothing to take out: { $scope }.
purge-preview =
    Take out: { $scope }
    Answers: { $reports }, people: { $people }, of them known: { $established }.
    It can be undone for 30 days.
purge-yes = Take out
purged = Taken out, no. { $id }: { $scope }.
purge-undo = Undo
purge-undo-number = Undo no. { $id }
purge-correct = Correct the digest of { $day }
correct-usage = What is wrong, and in which digest? Name the day, a service, place and carrier: /correct 21.11 whatsapp kazan mts
correct-line = no. { $id } · { $day } · { $what } · { $reason } · { $moderator }
correct-reason-spam = spam
correct-reason-mistake = mistake
correct-choose = What is wrong in the digest of { $day }?
correct-not-said = The digest of { $day } says nothing of that. What it says is:
correct-not-published = There is no digest of { $day }: the day is not closed yet, or nothing is known of it.
correct-preview =
    Correct the digest of { $day }: { $what }
    It says: { $shares }.
    The numbers stay, and beside them it is said that they are taken back: in the posts, in /digest and in the next digest.
correct-as-spam = It is spam
correct-as-mistake = It is a mistake
correct-yes = Correct: { $reason }
corrected = Corrected, no. { $id }: { $what }, digest of { $day }. Channels that had said it: { $channels }.
correct-already = That is corrected already, no. { $id }.
correct-undo = Withdraw the correction
correct-undo-number = Withdraw no. { $id }
correct-undone = The correction no. { $id } is withdrawn.
correct-undo-unknown = There was no correction no. { $id }.
correct-undo-withdrawn = The correction no. { $id } was withdrawn already.
news-usage = When did the story go round, and about what? /news 14:00 whatsapp yesterday
news-line = no. { $id } · { $day } { $time } · { $service } · { $moderator }
news-all = all services
news-remove = Remove no. { $id }
news-noted = Noted.
news-removed = Removed.
news-gone = There is no such mark.
news-not-yet = That hour has not come yet.
undo-list = What can be brought back:
undo-line = no. { $id } · { $scope } · answers: { $reports } · { $moderator }
undo-none = There is nothing to bring back.
undo-unknown = There was no purge no. { $id }.
undo-undone = No. { $id } was brought back already.
undo-too_old = No. { $id }: more than 30 days have gone by, it cannot be brought back.
undone = Brought back, no. { $id }. Answers: { $reports }, people: { $people }, of them known: { $established }.

# Channels
channels = Who gets the digest. Choose a channel, or add one:
channels-none = Nobody gets the digest yet. Add a channel, a group or a room.
channels-back = ← All channels
channel-back = ← To the channel
channel-number = No. { $id }
channel-title =
    No. { $id } · { $platform ->
        [matrix] Matrix
       *[other] Telegram
    } · { $chat }{ $state ->
        [paused] { " · paused" }
       *[other] { "" }
    }
channel-setting = { $setting }: { $value }
channel-language = Language
channel-zone = Time zone
channel-hour = Time
channel-places = Places
channel-services = Services
channel-pictures = Pictures
channel-quiet = Quiet days
channel-all = all
channel-pictures-on = with pictures
channel-pictures-off = without pictures
channel-quiet-on = left out
channel-quiet-off = posted
channel-turn-on = Turn on
channel-turn-off = Turn off
channel-saved = Saved.
channel-ask-language = In which language shall the digest be?
channel-ask-zone = Whose days shall it tell of? Choose, or type a town or the name of a zone, such as Asia/Kolkata.
channel-ask-hour = When shall the digest of the day before be posted ({ $zone })? Choose, or type a time such as 9:30.
channel-ask-places = Which places shall it tell of? Type towns and regions with commas between: “kazan, tatarstan”. It always tells of the country as a whole. To take out a place, choose it.
channel-ask-services = What shall it tell of? Tick, or type a list: “whatsapp, telegram”.
channel-ask-pictures = Shall pictures go with the digest?
channel-ask-quiet = Leave out days on which nothing changed? The next digest says how many there were.
channel-whole-country = The whole country
channel-all-services = All services
channel-bad-language = I do not have that language: choose one of the list.
channel-bad-zone = I know no such time zone. Type a town, or a name such as Europe/Moscow or Asia/Kolkata.
channel-bad-hour = I do not understand that time. Type hours and minutes, such as 9 or 09:30.
channel-bad-services = I did not catch which services those are. Type them with commas between: “whatsapp, telegram”. At least one must be left.
channel-bad-switch = Choose: on or off.
channel-many-places = No more than { $most } places, please. Take a region instead of its towns.
channel-pause = Pause
channel-resume = Go on
channel-remove = Remove
channel-remove-ask = Post no more digests here? { $channel }
channel-remove-yes = Yes, remove
channel-removed = Removed: { $channel }. The channel itself is as it was.
channel-add = Add
channel-ask-add = Type a name or a number: @channel or -100… on Telegram, #alias:server on Matrix. Type the id of a Matrix room like this: /channels add !id:server
channel-bad-name = That does not look like a channel. It takes an @name or a number with a minus (-100…) on Telegram, #alias:server or !id:server on Matrix.
channel-checking = Looking whether I may post there. I will tell you in a moment.
channel-added = Added. The first digest comes tomorrow, of today.
channel-known = That channel is there already.
channel-resumed = I may post there: going on.
channel-unreachable =
    { $platform ->
        [matrix] The Matrix server
       *[other] Telegram
    } does not answer, so nothing was changed. Please try again later.
channel-obstacle-unknown =
    { $platform ->
        [matrix] I find no such room. Check the name; invite me first if the room is closed.
       *[other] I find no such chat. Check the name; if the channel is private, make me an administrator first.
    }
channel-obstacle-outside =
    { $platform ->
        [matrix] I am not let into that room. Invite me and try again.
       *[other] I am not in there. Open the channel → Administrators → Add Admin, find me and allow “Post Messages”. To a group it is enough to add me.
    }
channel-obstacle-silent =
    { $platform ->
        [matrix] I am in the room but may not write there. In “Roles & Permissions”, give me a level that may send messages.
       *[other] I am in there but may not post. Open the channel → Administrators → me, and turn on “Post Messages”. In a group, let me send messages.
    }
channel-obstacle-person = That is a private chat. Digests are for channels, groups and rooms.
channel-obstacle-off =
    { $platform ->
        [matrix] Matrix
       *[other] Telegram
    } is not set up here.

# For those on duty
delivery-question =
    The answer to posting the digest of { $day } to the channel { $channel } was lost. See whether it is there: I shall not repeat it by myself.
    If it is there: /posted { $id } { $day }
    If it is not: /resend { $id } { $day }
delivery-there = It is there
delivery-again = Send again
delivery-noted = Noted: the digest of { $day } is in the channel { $channel }.
delivery-repeated = Sending the digest of { $day } to the channel { $channel } again.
delivery-none = The digest of { $day } has not been sent to the channel { $channel } yet, or is just being sent.
delivery-sending = The digest of { $day } is just being sent to the channel { $channel }.
delivery-sent = The digest of { $day } is in the channel { $channel } already.
delivery-unknown = Whether the digest of { $day } is in the channel { $channel } is not known.
delivery-failed = The digest of { $day } is not in the channel { $channel }: it was refused there.
delivery-skipped = There was no digest of { $day } in the channel { $channel }.
delivery-no-open = There is no post whose fate is not known.
ops-channel-paused =
    The channel { $channel } is paused: it refuses the digest. Give the bot its rights back and go on.
    As a command: /channels { $id } resume

# The terminal
console-database = Database: { $path }
console-telegram = Telegram is on.
console-matrix = Matrix is on.
console-hint = Write here: "whatsapp kazan mts down", /report or /help. A number takes a choice. Ctrl+D ends it.

# The digest
digest-none-yet = There has been no digest yet.
digest-not-closed = There is no digest of that day. There are those from { $first } to { $last }.
digest-button = The digest of { $day }
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
digest-nationwide = nationwide
# Whether the verb is of one or of many.
digest-number =
    { $what ->
        [messages] many
        [media] many
        [voice] many
        [video] many
       *[other] one
    }

digest-lead-down =
    { $subject } { $form ->
        [many-now] have been down
        [one-over] was down
        [many-over] were down
       *[one-now] has been down
    }{ $hours }
digest-lead-patchy =
    { $subject } { $form ->
        [many-now] have been unreliable
        [one-over] was unreliable
        [many-over] were unreliable
       *[one-now] has been unreliable
    }{ $hours }
digest-lead-vpn =
    { $subject } { $form ->
        [many-now] have mostly needed a VPN
        [one-over] mostly needed a VPN
        [many-over] mostly needed a VPN
       *[one-now] has mostly needed a VPN
    }{ $hours }
digest-hours-spelt = { " " }from { $from } to { $to } h
digest-hours-spelt-from = { " " }since { $from } h
digest-lead-with-it = and { $services } with it
digest-lead-places =
    in { $count ->
        [one] { $count } place
       *[other] { $count } places
    }
digest-lead-supposed = the whole mobile network seems to have been down { $where }{ $hours }
digest-lead-more =
    and { $count ->
        [one] { $count } more failure
       *[other] { $count } more failures
    }
digest-lead-again = Working again: { $list }.
digest-lead-quiet = Nothing new broke.
digest-lead-unknown = Too few answers to tell what works.
digest-lead-still-vpn = Still only with a VPN: { $list }.
digest-lead-still-down = Still down: { $list }.
digest-lead-still-patchy = Still unreliable: { $list }.
digest-lead-fine = Working: { $list }.
digest-lead-fine-else = Otherwise working: { $list }.
digest-and = { " " }and{ " " }
digest-and-more = { $count } more

digest-broke = BROKE
digest-recovered = RECOVERED
digest-still-broken = STILL BROKEN
digest-blocked = BLOCKED
digest-spared = YET WORKING HERE
digest-fine = FINE
digest-unknown = NOT KNOWN

digest-hours-brief = { $from }–{ $to } h
digest-hours-brief-from = since { $from } h
digest-works =
    { $form ->
        [many-now] work
        [one-over] worked
        [many-over] worked
       *[one-now] works
    } for { $works } %
digest-usually = usually { $norm } %
digest-yesterday = yesterday { $works } %
digest-vpn = for another { $vpn } % only with a VPN
digest-fails = for { $fails } % not at all
digest-confirmed = Confirmed, { $people } people.
digest-unconfirmed = Not confirmed, { $people } people.
digest-people = { $people } people.
digest-with-it = With it: { $services }.
digest-supposed = The whole mobile network seems to have been down { $where }{ $hours }: { $services } broke together and worked for { $works } % (usually { $norm } %). Too few answered about mobile internet itself.
digest-trouble-since =
    { $form ->
        [many-now] were broken
       *[one-now] was broken
    } since { $since }
digest-trouble-yesterday = had trouble yesterday
digest-now = now
digest-since = since { $since }
digest-turned-block = two weeks now: from today it counts as a block
digest-trend-unchanged = unchanged
digest-trend-easing = easing
digest-trend-worse = worse
digest-elsewhere = (overall { $works } %)
digest-fine-vpn = { $vpn } % more with a VPN
digest-yesterday-brief = yesterday { $works } %
digest-except = , but not { $places }
digest-contradicted = , though newcomers say the opposite (not confirmed)
digest-unclear = Unclear, people disagree: { $services }.
digest-few-services = Too few answers: { $list }.
digest-few-places = Too few answers about any service: { $places }.
digest-few-both = Too few answers: { $list }; about any service: { $places }.
digest-few-others =
    { $others ->
        [one] { $others } { $named ->
            [0] service
           *[other] more service
        }
       *[other] { $others } { $named ->
            [0] services
           *[other] more services
        }
    }
digest-few-regions =
    in { $count ->
        [one] { $count } more large region
       *[other] { $count } more large regions
    }
digest-days =
    { $days ->
        [3] third day
        [4] fourth day
        [5] fifth day
        [6] sixth day
       *[other] seventh day
    }
digest-days-week = for over a week
digest-help = How is it where you are? Tell us: /report
digest-deaf = What works is not known: the bot was out of reach for most of the day.
digest-more = { $count } more: { $list }.
digest-more-notes = And { $count } more.
digest-gaps = The bot was out of reach { $gaps }: there are no data for that time.
digest-gap-span = from { $from } to { $to }
digest-news = A press story about failures went round at { $hour } h: reports after it may echo it.
digest-news-service = A press story about failures ({ $service }) went round at { $hour } h: reports after it may echo it.
digest-correction-spam = Correction to { $day }: { $what }. Some of the reports were spam and have been taken back.
digest-correction-mistake = Correction to { $day }: { $what }. Some reports were counted by mistake and have been taken back.
digest-missed =
    { $count ->
        [1] There was no digest of { $from }: the bot was out of reach.
       *[other] There were no digests from { $from } to { $to }: the bot was out of reach.
    }
digest-quiet =
    { $count ->
        [one] { $count } day before this one went without a digest: nothing had changed.
       *[other] { $count } days before this one went without a digest: nothing had changed.
    }
digest-late = This digest is late.
digest-cold-start = Rollcall is new here: it knows nobody long enough yet, so nothing is confirmed.
digest-method = How we count: shares of people, not complaints; in brackets how many answered; newcomers alone confirm nothing; fewer than { $least } people are never shown. Days by { $zone }. Method { $method } · no. { $id }

digest-function-messages = messages in { $service }
digest-function-media = photos and files in { $service }
digest-function-voice = calls in { $service }
digest-function-video = video calls in { $service }
digest-function-login = login to { $service }
digest-part-messages = messages
digest-part-media = photos and files
digest-part-voice = calls
digest-part-video = video calls
digest-part-login = login

# The digest's pictures
picture-day = { $date } · { $zone }
picture-source = Rollcall · shares of people, method { $method } · no. { $id }
picture-people = { $people } people
picture-unconfirmed = not all confirmed
picture-state-fine = works
picture-state-broke = broke today
picture-state-broke-in-part = broke in part
picture-state-still_broken = broken since { $since }
picture-state-blocked = blocked since { $since }
picture-state-recovered = works again
picture-state-unclear = people disagree
picture-state-too_few = too few answers
picture-state-no_data = no data, the bot was away
picture-legend-fine = works
picture-legend-broke = broke today
picture-legend-still_broken = still broken
picture-legend-blocked = blocked
picture-legend-recovered = works again
picture-legend-unclear = unclear
picture-legend-too_few = too few answers
picture-legend-no_data = no data
picture-legend-country = as the country: { $state }
picture-legend-part = one town or carrier
picture-map-alt = Map of Russia, { $service }, { $day }: { $state }{ $works }.
picture-map-alt-works = , works for { $works }
picture-map-alt-places = Where it stands otherwise: { $places }.
picture-map-alt-state = { $state }: { $places }
picture-strips-title = { $days } days: what worked for people
picture-strips-works = works for
picture-strips-people = people
picture-share-works = works
picture-share-vpn = only with a VPN
picture-share-fails = fails
picture-share-none = little or no data
picture-strips-alt = Shares of people for whom each service works, over { $days } days up to { $day }; on the last day: { $services }.
picture-strips-alt-unknown = not known
