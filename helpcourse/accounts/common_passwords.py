"""The passwords that are tried first: here and wherever the keyboard is Latin or Cyrillic."""

# Of ten signs and more; shorter ones are refused for their length.
_PASSWORDS = """
    1234567890 0123456789 0987654321 9876543210 12345678910 123456789012 1234567890123 123123123123 1231231231
    123321123321 1122334455 11223344556 112233445566 1029384756 10293847560 1357924680 2468013579 1212121212
    1234512345 1234554321 12345678900 123456789a 123456789q 123456789z 123456789s 123456789qwe a123456789 q123456789
    z123456789 q1234567890 1234567890q 1234567890a qwe123456789 123456qwerty qwerty123456 qwerty1234567890
    qwerty12345 qwerty1234 1234qwerty qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] qwertyuiopasdf
    qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm 1qwertyuiop poiuytrewq asdfghjkl1 asdfghjkl; asdfghjkl123
    asdfghjklqwertyuiop zxcvbnm123 zxcvbnmasdfghjkl zxcvbnm1234567 qazwsxedcrfv qazwsxedc123 qazwsxedc1 1qaz2wsx3edc
    1qaz2wsx3edc4rfv 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5
    q1w2e3r4t5y6 q1w2e3r4t5y6u7 qweasdzxc123 qweasdzxc1 123qweasdzxc qweasdqweasd qweqweqweqwe asdasdasdasd
    asdfasdfasdf qwerqwerqwer zxczxczxczxc qwertyqwerty passwordpassword password1234567890 passw0rd123 p@ssw0rd123
    p@ssw0rd1234 p@ssword123 pa$$word123 passwort123 letmeinletmein iloveyou123 iloveyou1234 iloveyouforever
    trustno1trustno1 welcome123 welcome1234 welcome12345 changeme123 changeme1234 changemenow admin12345 admin123456
    admin1234567 adminadmin adminadminadmin administrator administrator1 root123456 rootrootroot toortoortoor
    superadmin superadmin123 superman123 spiderman123 batman12345 football123 football1234 basketball baseball123
    sunshine123 princess123 princess1234 dragon12345 monkey12345 master12345 shadow12345 michael123 jennifer123
    computer123 internet123 samsung123 samsung1234 google12345 facebook123 facebook1234 instagram123 pokemon123
    starwars123 liverpool123 barcelona123 realmadrid123 chelsea12345 arsenal12345 juventus123 zenit12345 spartak123
    qwerty777777 qwerty123123 777777777777 7777777777 0000000000 1111111111 111111111111 2222222222 5555555555
    6666666666 8888888888 9999999999 abcdefghij abcdefghijk abcdefghijkl abcd123456 abc1234567 abc123456789 abcabcabcabc
    aa12345678 aa123456789 a1b2c3d4e5 a1b2c3d4e5f6 secret1234 secretsecret mypassword mypassword1 mypassword123
    testtesttest test123456 test1234567 testpassword testing123 guestguest user123456 useruseruser login123456
    йцукенгшщз йцукенгшщзхъ йцукенгшщзх йцукен1234 йцукен12345 йцукен123456 йцукенйцукен фывапролдж фывапролджэ
    фывафывафыва ячсмитьбюю 1й2ц3у4к5е 1йфя2цыч3увс 1234йцукен 123456йцукен пароль12345 пароль123456 парольпароль
    мойпароль123 мойпароль1 приветпривет привет12345 любимая123 администратор администратор1 құпиясөз12 құпиясөз123
    құпиясөз1234 құпиясөзқұпиясөз сәлем12345 қазақстан1 қазақстан123 казахстан1 казахстан123 казахстан2026
    kazakhstan kazakhstan1 kazakhstan123 kazakhstan2026 qazaqstan1 qazaqstan123 qazaqstan2026 almaty12345 astana12345
    astana2026 almaty2026 advokat123 advokat2026 advocate123 lawyer12345 lawyer2026 zanger1234 helpcourse helpcourse1
    helpcourse123 helpcourse2026 humanrights humanrights1
    """

# Common as long as only digits and signs stand around them.
_STEMS = """
    password passw0rd p@ssword p@ssw0rd qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx iloveyou welcome
    letmein admin administrator root user login test guest secret changeme master dragon monkey sunshine princess
    football superman kazakhstan qazaqstan qazaqstankz astana almaty shymkent advokat advocate lawyer helpcourse
    йцукен фыва фывапролдж ячсмит ячсмить пароль привет админ администратор құпиясөз купиясоз сәлем қазақстан казахстан
    астана алматы адвокат юрист заңгер
    """

COMMON_PASSWORDS = frozenset(_PASSWORDS.split())
COMMON_STEMS = frozenset(_STEMS.split()) | {""}  # digits and signs alone
