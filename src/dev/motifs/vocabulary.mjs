// Words for our own motifs in nine languages: one concept a line, synonyms behind slashes, the first one is the name.

export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ja'];

const TABLE = `
mandala | Mandala | Mandala | Mandala | Mandala | Mandala | Mandala | Mandala | Mandala | 曼荼羅/マンダラ
laurel | Laurel wreath/laurel | Lorbeerkranz/Lorbeer | Couronne de laurier/laurier | Corona de laurel/laurel | Corona d’alloro/alloro | Coroa de louros/louro | Lauwerkrans/lauwer | Wieniec laurowy/laur | 月桂冠/月桂樹
wreath | Wreath/garland | Kranz/Girlande | Couronne/guirlande | Corona/guirnalda | Ghirlanda/corona | Coroa/grinalda | Krans/slinger | Wieniec/wianek | リース/花輪
branch | Branch/twig | Zweig/Ast | Branche/rameau | Rama | Ramo/rametto | Ramo/galho | Tak/twijg | Gałązka/gałąź | 枝/小枝
leaf | Leaf/leaves/foliage | Blatt/Blätter/Laub | Feuille/feuillage | Hoja/follaje | Foglia/foglie | Folha/folhagem | Blad/bladeren | Liść/liście | 葉/葉っぱ
flower | Flower/blossom/bloom | Blume/Blüte | Fleur | Flor | Fiore | Flor | Bloem/bloesem | Kwiat/kwiatek | 花
berry | Berry | Beere | Baie | Baya | Bacca | Baga | Bes | Jagoda | 実/ベリー
sunburst | Sunburst/rays | Sonnenstrahlen/Strahlen | Rayons de soleil/rayons | Rayos de sol/rayos | Raggi di sole/raggi | Raios de sol/raios | Zonnestralen/stralen | Promienie słońca/promienie | 放射線/サンバースト
sun | Sun | Sonne | Soleil | Sol | Sole | Sol | Zon | Słońce | 太陽
sunset | Sunset/sunrise | Sonnenuntergang/Sonnenaufgang | Coucher de soleil/lever de soleil | Puesta de sol/amanecer | Tramonto/alba | Pôr do sol/nascer do sol | Zonsondergang/zonsopgang | Zachód słońca/wschód słońca | 夕日/日の出
ribbon | Ribbon/scroll | Band/Schleife | Ruban | Cinta/lazo | Nastro | Fita/laço | Lint | Wstążka/wstęga | リボン
banner | Banner | Banner/Spruchband | Bannière/banderole | Banderola/estandarte | Striscione/cartiglio | Faixa/bandeirola | Banier/vaandel | Baner/szarfa | バナー/横断幕
bunting | Bunting/pennants | Wimpelkette/Wimpel | Fanions/guirlande de fanions | Banderines | Bandierine/festone | Bandeirinhas | Vlaggetjes/slinger | Chorągiewki/girlanda | ガーランド/三角旗
frame | Frame/border | Rahmen/Rand | Cadre/bordure | Marco/borde | Cornice/bordo | Moldura/borda | Lijst/kader/rand | Ramka/obramowanie | 枠/フレーム
corner | Corner | Ecke | Coin/angle | Esquina | Angolo | Canto | Hoek | Narożnik/róg | 角/コーナー
badge | Badge/emblem | Abzeichen/Emblem | Badge/écusson | Insignia/emblema | Distintivo/stemma | Emblema/distintivo | Embleem/badge | Odznaka/emblemat | バッジ/エンブレム
seal | Seal/stamp | Siegel/Stempel | Sceau/tampon | Sello | Sigillo/timbro | Selo/carimbo | Zegel/stempel | Pieczęć/stempel | 印章/スタンプ
shield | Shield/crest/coat of arms | Schild/Wappen | Bouclier/blason | Escudo | Scudo/stemma | Escudo/brasão | Schild/wapen | Tarcza/herb | 盾/紋章
rosette | Rosette/award/prize | Rosette/Auszeichnung/Preis | Rosette/prix/récompense | Roseta/premio | Coccarda/premio | Roseta/prêmio | Rozet/prijs | Rozeta/nagroda | ロゼット/賞
ticket | Ticket/coupon | Eintrittskarte/Gutschein | Billet/coupon | Entrada/cupón | Biglietto/buono | Bilhete/cupom | Kaartje/bon | Bilet/kupon | チケット/券
label | Label/tag | Etikett/Anhänger | Étiquette | Etiqueta | Etichetta | Etiqueta/rótulo | Etiket/label | Etykieta/metka | ラベル/札
divider | Divider/flourish/ornament | Trennlinie/Schnörkel/Verzierung | Séparateur/ornement/fioriture | Separador/adorno/floritura | Divisore/ornamento/svolazzo | Divisor/ornamento/arabesco | Scheidingslijn/krul/versiering | Ozdobnik/przerywnik/ornament | 飾り罫/区切り線
line | Line | Linie | Ligne/trait | Línea | Linea | Linha | Lijn | Linia | 線/ライン
curl | Swirl/curl/spiral | Schnörkel/Spirale | Volute/spirale | Espiral/voluta | Ricciolo/spirale | Espiral/voluta | Krul/spiraal | Zawijas/spirala | 渦巻き/曲線
bubble | Speech bubble/talk/comic | Sprechblase/Comic | Bulle/phylactère/bande dessinée | Bocadillo/globo/cómic | Fumetto/nuvoletta | Balão de fala/quadrinhos | Tekstballon/strip | Dymek/komiks | 吹き出し/会話
thought | Thought bubble/think | Gedankenblase/denken | Bulle de pensée/penser | Globo de pensamiento/pensar | Nuvoletta di pensiero/pensare | Balão de pensamento/pensar | Denkwolk/denken | Dymek myśli/myśleć | 考え/吹き出し
arrow | Arrow/pointer | Pfeil | Flèche | Flecha | Freccia | Seta | Pijl | Strzałka/strzała | 矢印
feather | Feather | Feder | Plume | Pluma | Piuma | Pena/pluma | Veer | Pióro | 羽/羽根
circle | Circle/round | Kreis/rund | Cercle/rond | Círculo/redondo | Cerchio/rotondo | Círculo/redondo | Cirkel/rond | Koło/okrągły | 円/丸
ring | Ring | Ring | Anneau | Anillo/aro | Anello | Anel | Ring | Pierścień | 輪/リング
half | Half circle/semicircle | Halbkreis | Demi-cercle | Semicírculo | Semicerchio | Semicírculo | Halve cirkel | Półkole | 半円
square | Square/rectangle | Quadrat/Rechteck | Carré/rectangle | Cuadrado/rectángulo | Quadrato/rettangolo | Quadrado/retângulo | Vierkant/rechthoek | Kwadrat/prostokąt | 四角/正方形
diamond | Diamond/rhombus | Raute/Karo | Losange | Rombo | Rombo/losanga | Losango | Ruit | Romb | ひし形
hexagon | Hexagon/honeycomb | Sechseck/Wabe | Hexagone/alvéole | Hexágono/panal | Esagono/favo | Hexágono/colmeia | Zeshoek/honingraat | Sześciokąt/plaster miodu | 六角形
octagon | Octagon/polygon | Achteck/Vieleck | Octogone/polygone | Octágono/polígono | Ottagono/poligono | Octógono/polígono | Achthoek/veelhoek | Ośmiokąt/wielokąt | 八角形
pentagon | Pentagon | Fünfeck | Pentagone | Pentágono | Pentagono | Pentágono | Vijfhoek | Pięciokąt | 五角形
cross | Plus/cross | Plus/Kreuz | Plus/croix | Más/cruz | Più/croce | Mais/cruz | Plus/kruis | Plus/krzyż | プラス/十字
drop | Drop/water | Tropfen/Wasser | Goutte/eau | Gota/agua | Goccia/acqua | Gota/água | Druppel/water | Kropla/woda | しずく/水
moon | Moon/crescent/night | Mond/Sichel/Nacht | Lune/croissant/nuit | Luna/noche | Luna/notte | Lua/noite | Maan/nacht | Księżyc/noc | 月/三日月
cloud | Cloud/sky | Wolke/Himmel | Nuage/ciel | Nube/cielo | Nuvola/cielo | Nuvem/céu | Wolk/lucht | Chmura/niebo | 雲/空
lightning | Lightning/bolt/energy | Blitz/Energie | Éclair/énergie | Rayo/energía | Fulmine/energia | Raio/energia | Bliksem/energie | Błyskawica/energia | 稲妻/雷
gear | Gear/cog/machine | Zahnrad/Maschine | Engrenage/machine | Engranaje/máquina | Ingranaggio/macchina | Engrenagem/máquina | Tandwiel/machine | Koło zębate/maszyna | 歯車
heart | Heart/love | Herz/Liebe | Cœur/amour | Corazón/amor | Cuore/amore | Coração/amor | Hart/liefde | Serce/miłość | ハート/愛
star | Star | Stern | Étoile | Estrella | Stella | Estrela | Ster | Gwiazda | 星
sparkle | Sparkle/twinkle/shine | Funkeln/Glitzern | Étincelle/scintillement | Destello/brillo | Scintilla/brillio | Brilho/cintilar | Fonkeling/glans | Błysk/iskra | きらきら/輝き
snowflake | Snowflake/snow/winter/christmas | Schneeflocke/Schnee/Winter/Weihnachten | Flocon/neige/hiver/Noël | Copo de nieve/nieve/invierno/Navidad | Fiocco di neve/neve/inverno/Natale | Floco de neve/neve/inverno/Natal | Sneeuwvlok/sneeuw/winter/kerst | Płatek śniegu/śnieg/zima/Boże Narodzenie | 雪の結晶/雪/冬/クリスマス
wave | Wave/sea/ocean | Welle/Meer | Vague/onde/mer | Ola/onda/mar | Onda/mare | Onda/mar | Golf/zee | Fala/morze | 波/海
mountain | Mountain/hiking/outdoors | Berg/Wandern/Natur | Montagne/randonnée | Montaña/senderismo | Montagna/escursione | Montanha/trilha | Berg/wandelen | Góra/wędrówka | 山/登山
rainbow | Rainbow | Regenbogen | Arc-en-ciel | Arcoíris | Arcobaleno | Arco-íris | Regenboog | Tęcza | 虹
retro | Retro/vintage/seventies | Retro/Vintage/siebziger | Rétro/vintage | Retro/vintage | Rétro/vintage | Retrô/vintage | Retro/vintage | Retro/vintage | レトロ
deco | Art deco/twenties | Art déco/zwanziger | Art déco/années vingt | Art déco/años veinte | Art déco/anni venti | Art déco/anos vinte | Art deco/jaren twintig | Art déco/lata dwudzieste | アールデコ
geometric | Geometric | geometrisch | géométrique | geométrico | geometrico | geométrico | geometrisch | geometryczny | 幾何学
pattern | Pattern/tile/repeat | Muster/Kachel | Motif/carreau | Patrón/azulejo/estampado | Motivo/piastrella/fantasia | Padrão/azulejo/estampa | Patroon/tegel | Wzór/kafelek | 模様/パターン
scales | Scales/fish scale | Schuppen | Écailles | Escamas | Squame | Escamas | Schubben | Łuski | 鱗/青海波
dots | Dots/polka dots | Punkte/gepunktet | Pois/points | Lunares/puntos | Pois/puntini | Bolinhas/pontos | Stippen | Kropki/groszki | 水玉/ドット
stripes | Stripes | Streifen | Rayures | Rayas | Righe/strisce | Listras | Strepen | Paski | 縞/ストライプ
check | Check/chequered/gingham | Karo/kariert/Vichy | Carreaux/damier/vichy | Cuadros/vichy | Quadretti/scacchi/vichy | Xadrez/vichy | Ruit/geruit | Kratka/szachownica | 格子/チェック
herringbone | Herringbone/zigzag/chevron | Fischgrät/Zickzack | Chevrons/zigzag | Espiga/zigzag | Spina di pesce/zigzag | Espinha de peixe/ziguezague | Visgraat/zigzag | Jodełka/zygzak | ヘリンボーン/ジグザグ
confetti | Confetti/party/memphis | Konfetti/Party | Confettis/fête | Confeti/fiesta | Coriandoli/festa | Confete/festa | Confetti/feest | Konfetti/impreza | 紙吹雪/パーティー
terrazzo | Terrazzo/stones | Terrazzo/Steine | Terrazzo/pierres | Terrazo/piedras | Terrazzo/pietre | Granilite/pedras | Terrazzo/stenen | Lastryko/kamyki | テラゾー/石
blob | Blob/organic/abstract | Fleck/organisch/abstrakt | Tache/organique/abstrait | Mancha/orgánico/abstracto | Macchia/organico/astratto | Mancha/orgânico/abstrato | Vlek/organisch/abstract | Plama/organiczny/abstrakcja | ブロブ/抽象
squiggle | Squiggle/scribble | Kringel/Gekritzel | Gribouillis/tortillon | Garabato | Scarabocchio/ghirigoro | Rabisco | Krabbel/kronkel | Zawijas/bazgroł | 波線/落書き
arch | Arch/window/door | Bogen/Fenster/Tor | Arche/arcade/fenêtre | Arco/ventana | Arco/finestra | Arco/janela | Boog/venster | Łuk/okno | アーチ/窓
clover | Quatrefoil/clover/luck | Vierpass/Klee/Glück | Quadrilobe/trèfle/chance | Cuadrifolio/trébol/suerte | Quadrifoglio/fortuna | Quadrifólio/trevo/sorte | Klaver/vierpas/geluk | Czterolistna koniczyna/koniczyna/szczęście | クローバー/四つ葉
compass | Compass rose/compass/travel/north | Windrose/Kompass/Reise/Norden | Rose des vents/boussole/voyage | Rosa de los vientos/brújula/viaje | Rosa dei venti/bussola/viaggio | Rosa dos ventos/bússola/viagem | Windroos/kompas/reis | Róża wiatrów/kompas/podróż | 羅針図/コンパス/旅
phases | Moon phases/moon | Mondphasen/Mond | Phases de la lune/lune | Fases lunares/luna | Fasi lunari/luna | Fases da lua/lua | Maanfasen/maan | Fazy księżyca/księżyc | 月の満ち欠け/月
check-mark | Check mark/tick/done | Häkchen/erledigt | Coche/fait | Marca de verificación/hecho | Segno di spunta/fatto | Visto/feito | Vinkje/klaar | Ptaszek/zrobione | チェックマーク
pill | Pill/capsule shape/rounded | Kapsel/abgerundet | Pilule/arrondi | Píldora/redondeado | Pillola/arrotondato | Pílula/arredondado | Pil/afgerond | Pigułka/zaokrąglony | 角丸/カプセル形
paw | Paw print/dog/cat/pet | Pfote/Hund/Katze/Haustier | Empreinte de patte/chien/chat | Huella/perro/gato/mascota | Zampa/cane/gatto | Pata/cachorro/gato | Pootafdruk/hond/kat/huisdier | Łapka/pies/kot | 肉球/足跡/犬/猫
wedding | Wedding/marriage | Hochzeit/Heirat | Mariage/noces | Boda/matrimonio | Matrimonio/nozze | Casamento | Bruiloft/huwelijk | Ślub/wesele | 結婚/結婚式
birthday | Birthday | Geburtstag | Anniversaire | Cumpleaños | Compleanno | Aniversário | Verjaardag | Urodziny | 誕生日
anniversary | Anniversary/jubilee | Jubiläum/Jahrestag | Anniversaire/jubilé | Aniversario | Anniversario | Bodas/jubileu | Jubileum | Jubileusz/rocznica | 記念日
winner | Winner/champion/victory | Sieger/Gewinner | Vainqueur/victoire | Ganador/campeón/victoria | Vincitore/vittoria | Vencedor/vitória | Winnaar/kampioen | Zwycięzca/zwycięstwo | 勝者/優勝
monogram | Monogram/initials | Monogramm/Initialen | Monogramme/initiales | Monograma/iniciales | Monogramma/iniziali | Monograma/iniciais | Monogram/initialen | Monogram/inicjały | モノグラム/イニシャル
parallelogram | Parallelogram/slanted | Parallelogramm/schräg | Parallélogramme/oblique | Paralelogramo | Parallelogramma/obliquo | Paralelogramo | Parallellogram/schuin | Równoległobok | 平行四辺形
burst | Burst/explosion/bang/comic | Explosion/Knall/Comic | Explosion/éclat/bande dessinée | Explosión/estallido/cómic | Esplosione/scoppio/fumetto | Explosão/estouro/quadrinhos | Knal/explosie/strip | Wybuch/eksplozja/komiks | 爆発/ギザギザ
splash | Splash/ink/paint | Klecks/Tinte/Farbe | Éclaboussure/encre/peinture | Salpicadura/tinta/pintura | Schizzo/inchiostro/vernice | Respingo/tinta | Spat/inkt/verf | Kleks/atrament/farba | しぶき/インク
one-colour | One colour/silhouette | einfarbig/Silhouette | une couleur/silhouette | un color/silueta | un colore/sagoma | uma cor/silhueta | één kleur/silhouet | jeden kolor/sylwetka | 単色/シルエット
`;

/** Concept → one list of words per language, in the order of `LANGUAGES`. */
export const WORDS = new Map(
  TABLE.trim().split('\n').map((row) => {
    const [key, ...cells] = row.split('|').map((cell) => cell.trim());
    if (cells.length !== LANGUAGES.length) throw new Error(`${key} has ${cells.length} languages`);
    return [key, cells.map((cell) => cell.split('/'))];
  }),
);
