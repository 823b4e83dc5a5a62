language-name = Русский

# Приветствие и справка
start =
    Это «Перекличка»: люди рассказывают, что у них работает, и раз в день все видят общую картину.

    Напишите одной строкой, например: «вотсап казань мтс не грузит фото». Или выберите «Рассказать» и ответьте на четыре вопроса.{ $platform ->
        [matrix] { " " }Чтобы выбрать, отправьте номер. Всё, что я умею: /help
       *[other] { "" }
    }
    «Работает» тоже важный ответ.

    Имени, номера и текста сообщений я не храню.
start-fresh = Этот вопрос уже старый. Начнём заново?
help =
    Напишите одной строкой, что работает или нет, где и у какого оператора: «телеграм питер билайн работает».

help-report = рассказать, что работает, а что нет
help-status = как сейчас у других: /status whatsapp казань
help-retract = отозвать свой последний ответ
help-mydata = что обо мне хранится
help-forget = стереть всё обо мне
help-privacy = что хранится, а чего мы не можем знать
help-language = выбрать язык
help-help = что я умею
help-recent = последние ответы: /recent whatsapp казань
help-purge = снять накрутку: /purge whatsapp казань 2ч
help-undo = вернуть снятое
help-channels = кто и какую сводку получает
help-correct = исправить вышедшую сводку: /correct 21.11 whatsapp казань
help-news = отметить, что вышла новость: /news 14:00 whatsapp
help-digest = сводка за день: /digest вчера казань
help-posted = отметить, что сводка вышла, если ответ потерялся
help-resend = отправить сводку ещё раз, если она не вышла
not-understood = Не похоже на ответ о том, что работает. Напишите, например: «вотсап казань мтс не работает», или выберите «Рассказать».
unreadable = Я не смог расшифровать ваше сообщение. Пожалуйста, отправьте его ещё раз.
forwarded = Пересланное я не считаю: расскажите своими словами, что у вас.
group = Здесь нас читают другие, поэтому продолжим в личных сообщениях.
no-person = От имени канала или анонимно я ответов не принимаю: напишите мне лично, от себя.
private-button = Открыть личный чат
error-inside = Внутри что-то сломалось. Это не сохранено, попробуйте ещё раз позже.
not-saved = Пока не могу сохранить. Пробую ещё раз и отвечу, как только получится; писать снова не нужно.

# Кнопки
report-button = Рассказать
status-button = Как у других
privacy-button = Что хранится
mydata-button = Мои данные
forget-button = Стереть всё
undo-button = Отозвать
correct-button = Исправить
more = Ещё →
previous = ← Назад
another = Другое

# Вопросы
ask-service = О чём расскажете?
ask-again = Или то же, что в прошлый раз: { $what }
ask-outcome = Как это у вас сейчас?
ask-city = Где вы? Выберите или напишите название: достаточно ближайшего города.
ask-carrier = Какой оператор? Выберите или напишите название.
ask-symptom = Что именно не работает?
ask-correct = Что исправить?
here-button = Ближайший город по карте
here =
    { $platform ->
        [matrix] Отправьте своё местоположение из приложения, и я найду ближайший город. Сами координаты я не храню, но в незашифрованном чате их увидят серверы. Или просто напишите название.
       *[other] Нажмите кнопку внизу, и я найду ближайший город. Сами координаты я не храню, но Telegram их увидит. Или просто напишите название.
    }
here-share = Отправить, где я
here-unknown = Это слишком далеко от мест, которые я знаю. Напишите название города.
unnamed-city = Не скажу
unnamed-carrier = Другой или не знаю
did-you-mean-service = Не понял, о чём речь. Может быть, это:
did-you-mean-city = Не нашёл такого места. Может быть, это:
did-you-mean-carrier = Не знаю такого оператора. Может быть, это:
field-service = Сервис
field-outcome = Работает или нет
field-place = Место
field-carrier = Оператор

choice-works = Работает
choice-vpn_only = Только с VPN
choice-fails_with_vpn = Не работает даже с VPN
choice-fails = Не работает
outcome-works = работает
outcome-vpn_only = только с VPN
outcome-fails_with_vpn = не работает даже с VPN
outcome-fails = не работает
symptom-cannot-connect = не подключается
symptom-messages = сообщения
symptom-voice-calls = звонки
symptom-video-calls = видеозвонки
symptom-media = фото и файлы
symptom-login = вход
symptom-slow = медленно
symptom-unstable = обрывается
symptom-notifications = уведомления
symptom-dns = сайт не найден
symptom-app-store = нет в магазине приложений
symptom-whitelist = только белый список
told = со слов другого

# После ответа
saved = Записано. { $report }
guessed = Понял по догадке: { $names }. Если не то, выберите «Исправить».
others = Сегодня { $where }: { $shares }.
others-few = Сегодня у других: пока слишком мало ответов, чтобы сказать.
retracted = Отозвано: { $report }
nothing-to-retract = Отзывать нечего.

# Как у других
whole-country = по всей стране
cell =
    работает у { $works } %, { $vpn ->
        [0] { "" }
       *[other] только с VPN у { $vpn } %,{ " " }
    }не работает у { $fails } % ({ $people } человек)
cell-few = слишком мало ответов
cell-blocked = блокировка с { $since }
cell-broken = сломано с { $since }
cell-unconfirmed = не подтверждено
status-title = На { $time }, { $zone }
status-none = Пока слишком мало ответов, чтобы сказать, что работает. Расскажите, как у вас.
status-news = В { $time } вышла новость ({ $service }): часть ответов после неё может быть отголоском.
status-method = Доли людей за сегодня, обновляется раз в час. Меньше { $k } человек не показываем.

# Данные
mydata-none = О вас ничего не хранится.
mydata =
    { $count ->
        [one] Хранится { $count } ваш ответ.
        [few] Хранится { $count } ваших ответа.
       *[many] Хранится { $count } ваших ответов.
    } Язык: { $language }. Ни имени, ни номера, ни текста здесь нет; время округлено.
mydata-no-language = не выбран
mydata-reach = Видно не дальше двух месяцев назад: более старые ответы уже ни с кем не связать.
forget-ask = Стереть все ваши ответы и всё, что я о вас помню? Вернуть будет нельзя. Опубликованные сводки не изменятся: в них нет отдельных людей.
forget-yes = Да, стереть
forgotten = Стёрто. Ответы старше двух месяцев уже ни с кем не связаны, поэтому их найти нельзя. Переписку со мной удалите у себя сами.
language-ask = На каком языке отвечать?
language-set = Хорошо, отвечаю по-русски.
privacy =
    Что хранится: о каком сервисе ответ, работает ли, место, оператор и время с точностью до четверти часа, потом до часа.
    Чего нет: имени, номера, текста и точного времени. Вместо вас стоит код; ключ к нему меняется каждые 30 дней и потом уничтожается.
    Что видят другие: только доли, и только когда ответили больше { $k } человек.
    Чего мы не можем: скрыть от Telegram или от сервера Matrix, что вы мне писали. В Telegram переписка с ботом от него не зашифрована. Если это опасно, удалите её.
    /mydata покажет, что о вас хранится, /forget сотрёт.

# Модераторы
recent = Последние ответы:
recent-none = Таких ответов нет.
standing-established = давний
standing-new = новый
state-held = задержан
state-purged = снят
purge-button = Снять { $handle }
purge-one = один ответ
purge-voice = всё от одного голоса
purge-all-of-voice = Всё от этого голоса
purge-usage =
    Что снять? Назовите сервис, место, оператора и время: /purge whatsapp казань 2ч
    Время: 30м, 2ч, 3д, сегодня, вчера, 2026-11-21, 14:00-16:00. Или выберите из /recent.
purge-stale = Эта метка уже не действует. Откройте /recent ещё раз.
purge-nothing = Снимать нечего: { $scope }.
purge-preview =
    Снять: { $scope }
    Ответов: { $reports }, людей: { $people }, из них давних: { $established }.
    Вернуть можно 30 дней.
purge-yes = Снять
purged = Снято, № { $id }: { $scope }.
purge-undo = Вернуть
purge-undo-number = Вернуть № { $id }
purge-correct = Исправить сводку за { $day }
correct-usage = Что неверно и в какой сводке? Назовите день, сервис, место и оператора: /correct 21.11 whatsapp казань мтс
correct-line = № { $id } · { $day } · { $what } · { $reason } · { $moderator }
correct-reason-spam = накрутка
correct-reason-mistake = ошибка
correct-choose = Что неверно в сводке за { $day }?
correct-not-said = Об этом в сводке за { $day } ничего не сказано. Сказано вот что:
correct-not-published = Сводки за { $day } нет: день ещё не закрыт, или о нём ничего не известно.
correct-preview =
    Исправить сводку за { $day }: { $what }
    Там сказано: { $shares }.
    Числа останутся, но рядом будет сказано, что они сняты: в вышедших постах, в /digest и в следующей сводке.
correct-as-spam = Это накрутка
correct-as-mistake = Это ошибка
correct-yes = Исправить: { $reason }
corrected = Исправлено, № { $id }: { $what }, сводка за { $day }. Каналов, где это стояло: { $channels }.
correct-already = Это уже исправлено, № { $id }.
correct-undo = Отменить исправление
correct-undo-number = Отменить № { $id }
correct-undone = Исправление № { $id } отменено.
correct-undo-unknown = Исправления № { $id } не было.
correct-undo-withdrawn = Исправление № { $id } уже отменено.
news-usage = Во сколько вышла новость и о чём? /news 14:00 whatsapp вчера
news-line = № { $id } · { $day } { $time } · { $service } · { $moderator }
news-all = все сервисы
news-remove = Убрать № { $id }
news-noted = Отмечено.
news-removed = Убрано.
news-gone = Такой отметки нет.
news-not-yet = Этот час ещё не наступил.
undo-list = Что можно вернуть:
undo-line = № { $id } · { $scope } · ответов: { $reports } · { $moderator }
undo-none = Возвращать нечего.
undo-unknown = Снятия № { $id } не было.
undo-undone = № { $id } уже возвращено.
undo-too_old = № { $id }: прошло больше 30 дней, вернуть нельзя.
undone = Возвращено, № { $id }. Ответов: { $reports }, людей: { $people }, из них давних: { $established }.

# Каналы
channels = Кто получает сводку. Выберите канал или добавьте новый:
channels-none = Сводку пока никто не получает. Добавьте канал, группу или комнату.
channels-back = ← Все каналы
channel-back = ← К каналу
channel-number = № { $id }
channel-title =
    № { $id } · { $platform ->
        [matrix] Matrix
       *[other] Telegram
    } · { $chat }{ $state ->
        [paused] { " · на паузе" }
       *[other] { "" }
    }
channel-setting = { $setting }: { $value }
channel-language = Язык
channel-zone = Часовой пояс
channel-hour = Время
channel-places = Места
channel-services = Сервисы
channel-pictures = Картинки
channel-quiet = Тихие дни
channel-all = все
channel-pictures-on = с картинками
channel-pictures-off = без картинок
channel-quiet-on = пропускать
channel-quiet-off = публиковать
channel-turn-on = Включить
channel-turn-off = Выключить
channel-saved = Сохранено.
channel-ask-language = На каком языке выпускать сводку?
channel-ask-zone = По какому времени считать день? Выберите или напишите: город или название пояса, например Asia/Kolkata.
channel-ask-hour = Во сколько выпускать сводку за вчера ({ $zone })? Выберите или напишите время, например 9:30.
channel-ask-places = О каких местах рассказывать? Напишите города и области через запятую: «казань, татарстан». О стране в целом сводка скажет всегда. Чтобы убрать место, выберите его.
channel-ask-services = О чём рассказывать? Отметьте или напишите списком: «вотсап, телеграм».
channel-ask-pictures = Прикладывать к сводке картинки?
channel-ask-quiet = Пропускать дни, когда ничего не изменилось? Следующая сводка скажет, сколько их было.
channel-whole-country = Вся страна
channel-all-services = Все сервисы
channel-bad-language = Такого языка у меня нет: выберите из списка.
channel-bad-zone = Не знаю такого часового пояса. Напишите город или название, например Europe/Moscow или Asia/Kolkata.
channel-bad-hour = Не понял время. Напишите часы и минуты, например 9 или 09:30.
channel-bad-services = Не понял, о каких сервисах речь. Напишите через запятую: «вотсап, телеграм». Хотя бы один должен остаться.
channel-bad-switch = Выберите: включить или выключить.
channel-many-places = Мест не больше { $most }. Возьмите область вместо её городов.
channel-pause = Приостановить
channel-resume = Продолжить
channel-remove = Убрать
channel-remove-ask = Больше не публиковать сводку сюда? { $channel }
channel-remove-yes = Да, убрать
channel-removed = Убрано: { $channel }. Сам канал не изменился.
channel-add = Добавить
channel-ask-add = Напишите имя или номер: @канал или -100… в Telegram, #имя:сервер в Matrix. Номер комнаты Matrix напишите так: /channels add !номер:сервер
channel-bad-name = Это не похоже на канал. Нужно @имя или номер с минусом (-100…) в Telegram, #имя:сервер или !номер:сервер в Matrix.
channel-checking = Смотрю, могу ли я там публиковать. Сейчас отвечу.
channel-added = Добавлено. Первая сводка выйдет завтра, за сегодня.
channel-known = Этот канал уже есть.
channel-resumed = Публиковать могу, продолжаю.
channel-unreachable =
    { $platform ->
        [matrix] Сервер Matrix
       *[other] Telegram
    } сейчас не отвечает, поэтому ничего не изменено. Попробуйте позже.
channel-obstacle-unknown =
    { $platform ->
        [matrix] Такой комнаты я не нахожу. Проверьте имя; в закрытую комнату сначала пригласите меня.
       *[other] Такого чата я не нахожу. Проверьте имя; в закрытый канал сначала добавьте меня администратором.
    }
channel-obstacle-outside =
    { $platform ->
        [matrix] В эту комнату меня не пускают. Пригласите меня и попробуйте ещё раз.
       *[other] Меня там нет. Откройте канал → «Администраторы» → «Добавить администратора», найдите меня и разрешите «Публикация сообщений». В группу достаточно меня добавить.
    }
channel-obstacle-silent =
    { $platform ->
        [matrix] Я в комнате, но писать там не могу. Дайте мне в «Ролях и правах» уровень, с которым можно отправлять сообщения.
       *[other] Я там, но публиковать не могу. Откройте канал → «Администраторы» → меня и включите «Публикация сообщений». В группе разрешите мне отправлять сообщения.
    }
channel-obstacle-person = Это личный чат. Сводка выходит в каналах, группах и комнатах.
channel-obstacle-off =
    { $platform ->
        [matrix] Matrix
       *[other] Telegram
    } здесь не подключён.

# Для дежурных
delivery-question =
    Ответ на отправку сводки за { $day } в канал { $channel } потерялся. Посмотрите, вышла ли она: сам я её не повторю.
    Если вышла: /posted { $id } { $day }
    Если нет: /resend { $id } { $day }
delivery-there = Вышла
delivery-again = Отправить ещё раз
delivery-noted = Записано: сводка за { $day } в канале { $channel } вышла.
delivery-repeated = Отправляю сводку за { $day } в канал { $channel } ещё раз.
delivery-none = Сводка за { $day } в канал { $channel } ещё не отправлена или как раз отправляется.
delivery-sending = Сводка за { $day } в канал { $channel } как раз отправляется.
delivery-sent = Сводка за { $day } в канале { $channel } уже вышла.
delivery-unknown = Вышла ли сводка за { $day } в канале { $channel }, неизвестно.
delivery-failed = Сводка за { $day } в канал { $channel } не вышла: он её не принял.
delivery-skipped = Сводки за { $day } в канале { $channel } не было.
delivery-no-open = Неясных отправок нет.
ops-channel-paused =
    Канал { $channel } приостановлен: он отказывается принимать сводку. Верните боту права и продолжите.
    Командой: /channels { $id } resume

# Терминал
console-database = База: { $path }
console-telegram = Telegram включён.
console-matrix = Matrix включён.
console-hint = Пишите здесь: «вотсап казань мтс не работает», /report или /help. Число выбирает вариант. Выход: Ctrl+D.

# Сводка
digest-none-yet = Сводок ещё не было.
digest-not-closed = За этот день сводки нет. Есть за дни с { $first } по { $last }.
digest-button = Сводка за { $day }
digest-title = Перекличка · { $date } · { $zone }
digest-zone =
    { $zone ->
        [Europe-Moscow] по московскому времени
        [Europe-Kaliningrad] по времени Калининграда
        [Europe-Samara] по времени Самары
        [Asia-Yekaterinburg] по времени Екатеринбурга
        [Asia-Omsk] по времени Омска
        [Asia-Novosibirsk] по времени Новосибирска
        [Asia-Krasnoyarsk] по времени Красноярска
        [Asia-Irkutsk] по времени Иркутска
        [Asia-Yakutsk] по времени Якутска
        [Asia-Vladivostok] по времени Владивостока
        [Asia-Kamchatka] по времени Камчатки
       *[other] время { $offset }
    }
digest-nationwide = по всей стране
# Число сказуемого.
digest-number =
    { $what ->
        [vk] many
        [odnoklassniki] many
        [messages] many
        [media] many
        [voice] many
        [video] many
       *[other] one
    }

digest-lead-down =
    { $subject }{ $hours } { $form ->
        [many-now] не работают
        [one-over] не работал
        [many-over] не работали
       *[one-now] не работает
    }
digest-lead-patchy =
    { $subject }{ $hours } { $form ->
        [many-now] работают с перебоями
        [one-over] работал с перебоями
        [many-over] работали с перебоями
       *[one-now] работает с перебоями
    }
digest-lead-vpn =
    { $subject }{ $hours } { $form ->
        [many-now] работают в основном через VPN
        [one-over] работал в основном через VPN
        [many-over] работали в основном через VPN
       *[one-now] работает в основном через VPN
    }
digest-hours-spelt =
    { " " }с { $from } до { $to ->
        [one] { $to } часа
       *[other] { $to } часов
    }
digest-hours-spelt-from =
    { " " }с { $from ->
        [one] { $from } часа
       *[other] { $from } часов
    }
digest-lead-with-it = вместе с ним { $services }
digest-lead-places =
    в { $count ->
        [one] { $count } месте
       *[other] { $count } местах
    }
digest-lead-supposed = похоже, { $where }{ $hours } не работала вся мобильная сеть
digest-lead-more =
    и ещё { $count ->
        [one] { $count } сбой
        [few] { $count } сбоя
       *[many] { $count } сбоев
    }
digest-lead-again = Снова работает: { $list }.
digest-lead-quiet = За день ничего не сломалось.
digest-lead-unknown = Слишком мало ответов, чтобы сказать, что работает.
digest-lead-still-vpn = По-прежнему только через VPN: { $list }.
digest-lead-still-down = По-прежнему не работает: { $list }.
digest-lead-still-patchy = По-прежнему с перебоями: { $list }.
digest-lead-fine = Работает: { $list }.
digest-lead-fine-else = В остальном работает: { $list }.
digest-and = { " " }и{ " " }
digest-and-more = ещё { $count }

digest-broke = СЛОМАЛОСЬ
digest-recovered = ПОЧИНИЛОСЬ
digest-still-broken = ВСЁ ЕЩЁ СЛОМАНО
digest-blocked = ЗАБЛОКИРОВАНО
digest-spared = А ЗДЕСЬ РАБОТАЕТ
digest-fine = РАБОТАЕТ
digest-unknown = НЕ ЗНАЕМ

digest-hours-brief = { $from }–{ $to } ч
digest-hours-brief-from = с { $from } ч
digest-works =
    { $form ->
        [many-now] работают
        [one-over] работал
        [many-over] работали
       *[one-now] работает
    } у { $works } %
digest-usually = обычно у { $norm } %
digest-yesterday = вчера у { $works } %
digest-vpn = ещё у { $vpn } % только с VPN
digest-fails = у { $fails } % никак
digest-confirmed = Подтверждено, { $people } человек.
digest-unconfirmed = Не подтверждено, { $people } человек.
digest-people = { $people } человек.
digest-with-it = Вместе с ним: { $services }.
digest-supposed = Похоже, { $where }{ $hours } не работала вся мобильная сеть: вместе сломались { $services }, работали у { $works } % (обычно у { $norm } %). О самом мобильном интернете ответов мало.
digest-trouble-since =
    { $form ->
        [many-now] не работали
       *[one-now] не работал
    } с { $since }
digest-trouble-yesterday = вчера был сбой
digest-now = теперь
digest-since = с { $since }
digest-turned-block = уже две недели: теперь считаем это блокировкой
digest-trend-unchanged = без изменений
digest-trend-easing = стало легче
digest-trend-worse = стало хуже
digest-elsewhere = (в целом у { $works } %)
digest-fine-vpn = ещё { $vpn } % с VPN
digest-yesterday-brief = вчера { $works } %
digest-except = , но не { $places }
digest-contradicted = , но новички говорят обратное (не подтверждено)
digest-unclear = Непонятно, люди говорят разное: { $services }.
digest-few-services = Мало ответов: { $list }.
digest-few-places = Мало ответов обо всех сервисах: { $places }.
digest-few-both = Мало ответов: { $list }; обо всех сервисах: { $places }.
digest-few-others =
    { $named ->
        [0] { "" }
       *[other] ещё{ " " }
    }{ $others ->
        [one] { $others } сервис
        [few] { $others } сервиса
       *[many] { $others } сервисов
    }
digest-few-regions =
    ещё в { $count ->
        [one] { $count } крупном регионе
       *[other] { $count } крупных регионах
    }
digest-days =
    { $days ->
        [3] третий день
        [4] четвёртый день
        [5] пятый день
        [6] шестой день
       *[other] седьмой день
    }
digest-days-week = больше недели
digest-help = А как у вас? Расскажите: /report
digest-deaf = Что работает, мы не знаем: бот почти весь день был недоступен.
digest-more = Ещё { $count }: { $list }.
digest-more-notes = И ещё { $count }.
digest-gaps = Бот не работал { $gaps }: за это время данных нет.
digest-gap-span = с { $from } до { $to }
digest-news = В { $hour } ч разошлась новость о сбоях: часть сообщений после неё может быть её отголоском.
digest-news-service = В { $hour } ч разошлась новость о сбоях ({ $service }): часть сообщений после неё может быть её отголоском.
digest-correction-spam = Исправление к { $day }: { $what }. Часть ответов оказалась накруткой и снята.
digest-correction-mistake = Исправление к { $day }: { $what }. Часть ответов попала в сводку по ошибке и снята.
digest-missed =
    { $count ->
        [1] Сводки за { $from } не было: бот не работал.
       *[other] Сводок с { $from } по { $to } не было: бот не работал.
    }
digest-quiet =
    { $count ->
        [one] Перед этим { $count } день прошёл без сводки: ничего не изменилось.
        [few] Перед этим { $count } дня прошли без сводки: ничего не изменилось.
       *[many] Перед этим { $count } дней прошли без сводки: ничего не изменилось.
    }
digest-late = Сводка вышла с опозданием.
digest-cold-start = Перекличка здесь новая: постоянных участников ещё нет, поэтому ничего не подтверждено.
digest-method = Как считаем: доли людей, а не жалоб; в скобках, сколько человек ответило; новички сами по себе ничего не подтверждают; меньше { $least } человек не показываем. Сутки по { $zone }. Метод { $method } · № { $id }

digest-function-messages = сообщения в { $service }
digest-function-media = фото и файлы в { $service }
digest-function-voice = звонки в { $service }
digest-function-video = видеозвонки в { $service }
digest-function-login = вход в { $service }
digest-part-messages = сообщения
digest-part-media = фото и файлы
digest-part-voice = звонки
digest-part-video = видеозвонки
digest-part-login = вход

# Картинки сводки
picture-day = { $date } · { $zone }
picture-source = Перекличка · доли людей, метод { $method } · № { $id }
picture-people = { $people } чел.
picture-unconfirmed = подтверждено не всё
picture-state-fine = работает
picture-state-broke = сбой сегодня
picture-state-broke-in-part = сбой не у всех
picture-state-still_broken = сбой с { $since }
picture-state-blocked = блокировка с { $since }
picture-state-recovered = снова работает
picture-state-unclear = мнения расходятся
picture-state-too_few = мало ответов
picture-state-no_data = данных нет, бот не работал
picture-legend-fine = работает
picture-legend-broke = сбой сегодня
picture-legend-still_broken = давний сбой
picture-legend-blocked = блокировка
picture-legend-recovered = снова работает
picture-legend-unclear = неясно
picture-legend-too_few = мало ответов
picture-legend-no_data = нет данных
picture-legend-country = как по стране: { $state }
picture-legend-part = город или оператор
picture-map-alt = Карта России, { $service }, { $day }: { $state }{ $works }.
picture-map-alt-works = , работает у { $works }
picture-map-alt-places = Где иначе: { $places }.
picture-map-alt-state = { $state } — { $places }
picture-strips-title = { $days } дней: что работало у людей
picture-strips-works = работает
picture-strips-people = чел.
picture-share-works = работает
picture-share-vpn = только с VPN
picture-share-fails = не работает
picture-share-none = мало или нет данных
picture-strips-alt = Доли людей, у которых сервисы работают, за { $days } дней, последний — { $day }; в этот день: { $services }.
picture-strips-alt-unknown = нет данных
