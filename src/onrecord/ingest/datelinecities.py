"""Countries and the cities from which stories are filed, for datelines that only a name can tell from a sentence.

Invariant: names in English as news style writes them; used to recognise a dateline, never to resolve a place.
"""

_COUNTRIES = """
Afghanistan:Kabul Albania:Tirana Algeria:Algiers Angola:Luanda Argentina:Buenos_Aires Armenia:Yerevan Australia:Canberra
Austria:Vienna Azerbaijan:Baku Bahrain:Manama Bangladesh:Dhaka Belarus:Minsk Belgium:Brussels Belize:Belmopan Benin:Cotonou
Bhutan:Thimphu Bolivia:La_Paz Bosnia:Sarajevo Bosnia-Herzegovina:Sarajevo Botswana:Gaborone Brazil:Brasilia
Brunei:Bandar_Seri_Begawan Bulgaria:Sofia Burkina_Faso:Ouagadougou Burma:Naypyitaw Burundi:Bujumbura Cambodia:Phnom_Penh
Cameroon:Yaounde Canada:Ottawa Central_African_Republic:Bangui Chad:N'Djamena Chile:Santiago China:Beijing Colombia:Bogota
Congo:Kinshasa Costa_Rica:San_Jose Croatia:Zagreb Cuba:Havana Cyprus:Nicosia Czech_Republic:Prague Denmark:Copenhagen
Djibouti:Djibouti Dominican_Republic:Santo_Domingo East_Timor:Dili Ecuador:Quito Egypt:Cairo El_Salvador:San_Salvador
Eritrea:Asmara Estonia:Tallinn Eswatini:Mbabane Ethiopia:Addis_Ababa Fiji:Suva Finland:Helsinki France:Paris Gabon:Libreville
Gambia:Banjul Georgia:Tbilisi Germany:Berlin Ghana:Accra Greece:Athens Guatemala:Guatemala_City Guinea:Conakry
Guinea-Bissau:Bissau Guyana:Georgetown Haiti:Port-au-Prince Honduras:Tegucigalpa Hungary:Budapest Iceland:Reykjavik
India:New_Delhi Indonesia:Jakarta Iran:Tehran Iraq:Baghdad Ireland:Dublin Israel:Jerusalem Italy:Rome Ivory_Coast:Abidjan
Jamaica:Kingston Japan:Tokyo Jordan:Amman Kazakhstan:Astana Kenya:Nairobi Kosovo:Pristina Kuwait:Kuwait_City Kyrgyzstan:Bishkek
Laos:Vientiane Latvia:Riga Lebanon:Beirut Lesotho:Maseru Liberia:Monrovia Libya:Tripoli Lithuania:Vilnius Luxembourg:Luxembourg
Madagascar:Antananarivo Malawi:Lilongwe Malaysia:Kuala_Lumpur Maldives:Malé Mali:Bamako Malta:Valletta Mauritania:Nouakchott
Mauritius:Port_Louis Mexico:Mexico_City Moldova:Chisinau Mongolia:Ulaanbaatar Montenegro:Podgorica Morocco:Rabat
Mozambique:Maputo Myanmar:Yangon Namibia:Windhoek Nepal:Kathmandu Netherlands:Amsterdam New_Zealand:Wellington Nicaragua:Managua
Niger:Niamey Nigeria:Abuja North_Korea:Pyongyang North_Macedonia:Skopje Norway:Oslo Oman:Muscat Pakistan:Islamabad
Panama:Panama_City Papua_New_Guinea:Port_Moresby Paraguay:Asuncion Peru:Lima Philippines:Manila Poland:Warsaw Portugal:Lisbon
Qatar:Doha Romania:Bucharest Russia:Moscow Rwanda:Kigali Saudi_Arabia:Riyadh Senegal:Dakar Serbia:Belgrade Sierra_Leone:Freetown
Singapore:Singapore Slovakia:Bratislava Slovenia:Ljubljana Solomon_Islands:Honiara Somalia:Mogadishu South_Africa:Pretoria
South_Korea:Seoul South_Sudan:Juba Spain:Madrid Sri_Lanka:Colombo Sudan:Khartoum Suriname:Paramaribo Sweden:Stockholm
Switzerland:Bern Syria:Damascus Taiwan:Taipei Tajikistan:Dushanbe Tanzania:Dodoma Thailand:Bangkok Togo:Lome Tunisia:Tunis
Turkey:Ankara Turkmenistan:Ashgabat Uganda:Kampala Ukraine:Kyiv United_Arab_Emirates:Abu_Dhabi United_Kingdom:London
United_States:Washington Uruguay:Montevideo Uzbekistan:Tashkent Venezuela:Caracas Vietnam:Hanoi Yemen:Sanaa Zambia:Lusaka
Zimbabwe:Harare
"""
_MORE = """
Aden Aleppo Antakya Barcelona Basra Benghazi Bengaluru Bonn Bogotá Cape_Town Chennai Chicago Dar_es_Salaam Dnipro Donetsk Dubai
Erbil Faisalabad Frankfurt Gaza Gaza_City Geneva Goma Guangzhou Herat Hebron Hodeidah Hong_Kong Houston Hyderabad Idlib Irbil
Istanbul Jeddah Jenin Johannesburg Juba Kandahar Karachi Kharkiv Kherson Khan_Younis Kiev Kolkata Lagos Lahore Los_Angeles Lviv
Macau Mariupol Melbourne Miami Milan Mombasa Montreal Mosul Multan Mumbai Munich Nablus New_York Odesa Odessa Peshawar
Port_Sudan Quetta Rafah Ramallah Rawalpindi Rio_de_Janeiro San_Francisco Sana'a São_Paulo Sao_Paulo Sevastopol Shanghai Shenzhen
Srinagar St._Petersburg Strasbourg Sydney Tel_Aviv The_Hague Toronto Tripoli United_Nations Vatican_City Washington,_D.C.
Washington,_DC Zaporizhzhia Zurich
"""

COUNTRIES = frozenset(pair.split(":")[0].replace("_", " ") for pair in _COUNTRIES.split()) | frozenset(
    {
        "Gaza Strip",
        "West Bank",
        "occupied West Bank",
        "occupied East Jerusalem",
        "Hong Kong",
        "UAE",
        "UK",
        "US",
        "USA",
        "DR Congo",
        "Turkiye",
    }
)
CITIES = frozenset(pair.split(":")[1].replace("_", " ") for pair in _COUNTRIES.split()) | frozenset(
    city.replace("_", " ") for city in _MORE.split()
)
#: as a dateline in capitals writes them
CAPITAL_LETTERS = frozenset(city.upper() for city in CITIES)
