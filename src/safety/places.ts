/**
 * Cities, regions and countries by name, folded, with spaces and hyphens as "-". In a case they tell where somebody is;
 * they count only behind a word such as "in" or before one such as "office". Names that are everyday words are left out.
 */
export const places: ReadonlySet<string> = new Set(
  `aachen aalborg aarau aarhus aberdeen abidjan abu-dhabi abuja accra adana addis-ababa adelaide ahmedabad aix-en-provence ajaccio alicante
  albuquerque aleppo alexandria algiers almaty almere amersfoort amiens amman amsterdam anchorage ancona angers ankara annecy antalya antananarivo antwerp
  antwerpen anvers apeldoorn arnhem asheville astana asuncion athens athlone atlanta auckland augsburg avignon baghdad bakersfield baku
  ballarat baltimore bamako bandung bangalore bengaluru bangkok barcelona bari barranquilla basel basingstoke bath-somerset bayreuth beijing
  beirut belem belfast belgrade belo-horizonte bendigo bergamo bergen berkeley berlin bern besancon bhopal bialystok bielefeld bilbao birmingham blackburn
  blackpool bloemfontein bochum bogota boise bologna bolton bolzano bonn bordeaux boston bournemouth bradford braga brasilia
  bratislava braunschweig breda bregenz bremen bremerhaven brescia brest brighton brisbane bristol brno bruges brugge brussels bruxelles brussel bucharest
  budapest buenos-aires buffalo-ny bulawayo burgos bursa busan bydgoszcz cadiz caen cagliari cairns cairo calgary cali campinas canberra
  cancun cape-town caracas cardiff cartagena casablanca catania cebu celle charleroi charlotte-nc chattanooga chelmsford chemnitz chengdu chennai chester chiang-mai
  chicago chisinau christchurch chur cincinnati clermont-ferrand cleveland cluj cluj-napoca coimbra coimbatore colchester cologne colombo columbus
  concepcion copenhagen cordoba cork-city cottbus coventry craiova crawley curitiba czestochowa dakar dalian damascus dar-es-salaam darmstadt
  darwin debrecen delft den-haag den-bosch denver derby-uk des-moines detroit dhaka dijon doha donetsk dordrecht dortmund douala dresden drammen
  dubai dublin dubrovnik duesseldorf dusseldorf duisburg dundee dunedin durban dushanbe edinburgh edmonton eindhoven enschede erfurt erlangen espoo essen
  esslingen exeter falkirk faro fes fjarda flensburg florianopolis foggia fortaleza frankfurt freetown freiburg fresno fribourg fukuoka fulda
  gaborone galway gaziantep gdansk gdynia geelong gelsenkirchen geneva geneve genf genoa genova gent ghent gijon glasgow gliwice gloucester goiania gorlitz
  goteborg gothenburg gottingen granada graz grenoble groningen guadalajara guangzhou guatemala-city guayaquil gurgaon gurugram gyor haarlem
  hagen haifa halifax halmstad hamburg hamilton-on hangzhou hannover hanover hanoi harare harrogate hartford hasselt havana heerlen heidelberg heilbronn
  helsingborg helsinki herford hildesheim hiroshima ho-chi-minh-city hobart hong-kong honolulu houston hyderabad ibadan inverness ingolstadt innsbruck ipswich
  isfahan islamabad istanbul izmir jacksonville jaipur jakarta jeddah jena jerusalem johannesburg johor-bahru jonkoping kabul kaiserslautern
  kampala kano kansas-city kaohsiung karachi karlsruhe kassel kathmandu katowice kaunas kazan kharkiv khartoum kiel kielce kigali kingston kinshasa
  klagenfurt klaipeda knoxville kobe koblenz kochi koln kolkata konstanz kosice krakow krefeld kristiansand kuala-lumpur kumasi kuopio kuwait-city
  kyiv kiev kyoto la-paz la-plata la-rochelle lagos lahore lahti larissa-gr las-palmas las-vegas lausanne le-havre le-mans leeds legnica leicester leiden leipzig
  leuven liege lille lilongwe lima limassol limerick limoges lincoln-uk linkoping linz lisbon lisboa liverpool livorno ljubljana lodz london londonderry
  los-angeles louisville luanda lubeck lublin lubumbashi lucerne luzern lucknow ludwigshafen luebeck lugano lulea lund lusaka luxembourg lviv
  lyon maastricht madrid magdeburg mainz malaga malmo manaus manchester manila mannheim maputo maracaibo marrakech marseille mechelen medellin melbourne
  memphis mendoza merida metz mexico-city miami milan milano milton-keynes milwaukee minneapolis minsk mombasa monaco monchengladbach monrovia
  monterrey montevideo montpellier montreal moscow mosul mulhouse mumbai munchen munich munster muscat mysore nagasaki nagoya nagpur nairobi namur nancy
  nanjing nantes naples napoli nashville natal nantou neuchatel newark newcastle new-delhi new-orleans new-york new-york-city nice-france nicosia nijmegen nimes ningbo
  nizhny-novgorod norrkoping northampton norwich nottingham nouakchott novi-sad novosibirsk nuremberg nurnberg oakland odense odesa odessa oklahoma-city
  oldenburg olomouc omaha oporto oradea oran orebro orlando orleans osaka osijek oslo osnabruck ostend ostrava ottawa ouagadougou oulu oviedo oxford
  padova padua paderborn palermo palma pamplona panama-city paramaribo paris parma pasadena patras pecs penang perpignan perth perugia pescara
  peterborough philadelphia phnom-penh phoenix piacenza pilsen pisa pittsburgh plovdiv plymouth podgorica poitiers port-elizabeth port-harcourt
  port-of-spain portland porto porto-alegre portsmouth potsdam poznan prague praha prato preston-uk pretoria pristina providence puebla pune pyongyang
  quebec queretaro quezon-city quito rabat radom ravenna rawalpindi recife regensburg reggio-emilia reims rennes reno reutlingen reykjavik rheims richmond riga
  rijeka rimini rio-de-janeiro riyadh rochdale rome roma rosario-ar roskilde rostock rotorua rotterdam rouen rzeszow saarbrucken sacramento saint-etienne
  saint-louis salamanca salerno salford salisbury salt-lake-city salvador-bahia salzburg san-antonio san-diego san-francisco san-jose san-juan
  san-marino san-salvador san-sebastian santander santiago-de-chile santo-domingo sao-paulo sapporo sarajevo saskatoon savannah-ga schwerin seattle
  segovia semarang sendai seoul seville sevilla shanghai sharjah sheffield shenyang shenzhen shiraz shrewsbury sibiu siegen skopje sofia solingen
  southampton split-croatia stavanger stoke-on-trent stockholm strasbourg stuttgart suzhou sunderland surabaya surat swansea swindon sydney
  szczecin szeged taipei tallinn tampa tampere tampico tangier taranto tartu tashkent tbilisi tegucigalpa tehran tel-aviv temuco thessaloniki the-hague
  tianjin tijuana tilburg timisoara tirana tokyo toledo torino toronto torun toulon toulouse tours-france trento trier trieste tripoli tromso trondheim
  truro tucson tunis turin turku ulaanbaatar ulm uppsala utrecht vaasa vaduz valencia valladolid valletta valparaiso vancouver vantaa varanasi varna vasteras venezia
  venice verona vicenza vienna vientiane vigo villach vilnius vladivostok warrington warsaw warszawa washington waterford wellington wels wien wiesbaden
  winnipeg winterthur wolfsburg wolverhampton worcester wroclaw wuhan wuppertal wurzburg xiamen yangon yaounde yekaterinburg yerevan yokohama york-uk
  zagreb zaragoza zielona-gora zilina zug zurich zwickau zwolle heathrow gatwick schiphol jfk canary-wharf
  bavaria bayern saxony hesse catalonia andalusia lombardy tuscany normandy brittany flanders wallonia silesia ontario alberta saskatchewan
  manitoba nova-scotia british-columbia queensland tasmania new-south-wales victoria-bc california texas florida ohio oregon illinois
  massachusetts pennsylvania connecticut wisconsin minnesota colorado arizona nevada utah montana wyoming idaho nebraska kansas oklahoma
  missouri arkansas louisiana mississippi alabama tennessee kentucky michigan new-jersey new-mexico delaware maryland
  maharashtra karnataka kerala tamil-nadu gujarat punjab haryana rajasthan telangana yorkshire lancashire cornwall devon-uk kent-uk essex surrey
  sussex norfolk suffolk cheshire wales northern-ireland scotland tyrol tirol styria carinthia ticino vaud geelong felixstowe`.split(
    /\s+/,
  ),
)
