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
digest-lead-broke = Сломалось: { $services }.
digest-lead-unchanged = По-прежнему с трудом: { $services }.
digest-lead-quiet = Нового ничего не сломалось.
digest-lead-unknown = Слишком мало ответов, чтобы сказать, что работает.

digest-broke = СЛОМАЛОСЬ
digest-recovered = ПОЧИНИЛОСЬ
digest-unchanged = БЕЗ ПЕРЕМЕН
digest-spared = А ЗДЕСЬ РАБОТАЕТ
digest-fine = РАБОТАЕТ
digest-unknown = НЕ ЗНАЕМ

digest-works-norm = работает у { $works } % (обычно у { $norm } %).
digest-vpn-too = { " " }Ещё у { $vpn } % только с VPN.
digest-hours = { $from }–{ $to } ч, { "" }
digest-hours-from = с { $from } ч, { "" }
digest-confirmed = Подтверждено, { $people } человек.
digest-unconfirmed = Не подтверждено, { $people } человек.
digest-contradicted = { " " }(новички говорят иначе, не подтверждено)
digest-except = { " " }(кроме: { $places })
digest-recovered-line = было сломано с { $since }, теперь работает у { $works } %.
digest-blocked-since = блокировка с { $since }
digest-broken-since = не починили с { $since }
digest-trend-unchanged = , без изменений
digest-trend-easing = , стало легче
digest-trend-worse = , стало хуже
digest-shares =
    Работает у { $works } %, { $vpn ->
        [0] { "" }
       *[other] ещё у { $vpn } % только с VPN,{ " " }
    }у { $fails } % никак.
digest-people = { $people } человек.
digest-spared-line = работает у { $works } %.
digest-unclear = Непонятно, люди говорят разное: { $services }.
digest-few =
    Мало ответов: { $services }{ $others ->
        [0] .
        [one] , ещё { $others } сервис.
        [few] , ещё { $others } сервиса.
       *[many] , ещё { $others } сервисов.
    } Расскажите, как у вас: /report
digest-few-others =
    Мало ответов ещё о { $others ->
        [one] { $others } сервисе.
       *[many] { $others } сервисах.
    } Расскажите, как у вас: /report
digest-deaf = Бот почти весь день не работал, поэтому данных нет.
digest-more =
    { $count ->
        [one] и ещё { $count } место
        [few] и ещё { $count } места
       *[many] и ещё { $count } мест
    }
digest-gaps = Бот не работал { $gaps }: за это время данных нет.
digest-gap-span = с { $from } до { $to }
digest-missed =
    { $count ->
        [1] Сводки за { $from } не было: бот не работал.
       *[other] Сводок с { $from } по { $to } не было: бот не работал.
    }
digest-late = Сводка вышла с опозданием.
digest-cold-start = Перекличка здесь новая: постоянных участников ещё нет, поэтому ничего не подтверждено.
digest-method = Доли людей, а не жалоб; новички сами по себе ничего не подтверждают; меньше { $least } человек не показываем. Метод { $method } · № { $id }

digest-function-messages = сообщения в { $service }
digest-function-media = фото и файлы в { $service }
digest-function-voice = звонки в { $service }
digest-function-video = видеозвонки в { $service }
digest-function-login = вход в { $service }
