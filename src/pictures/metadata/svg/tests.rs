#![allow(clippy::expect_used, reason = "a test ends at what it does not expect")]

use super::{Keep, cleaned};
use crate::config::ImageMetadata;

fn clean(inside: &str) -> String {
    let keep = Keep { metadata: ImageMetadata::Strip, scripts: false };
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:e=\"urn:editor\">{inside}</svg>"
    );
    let out = String::from_utf8(cleaned(text.as_bytes(), keep).expect("a drawing")).expect("text");
    let (_, inside) = out.split_once('>').expect("a root");
    inside.strip_suffix("</svg>").expect("an end").to_owned()
}

#[test]
fn nothing_in_a_drawing_runs_or_loads() {
    for (before, after) in [
        ("<script>1</script>", ""),
        ("<SCRIPT/>", ""),
        ("<g onload=\"x\" id=\"a\"/>", "<g id=\"a\"/>"),
        ("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>", ""),
        ("<a href=\"java&#x73;cript:x\">t</a>", "<a>t</a>"),
        ("<a href=\" java\tscript:x\">t</a>", "<a>t</a>"),
        ("<a xlink:href=\"https://example.org/\">t</a>", "<a xlink:href=\"https://example.org/\">t</a>"),
        ("<use xlink:href=\"https://example.org/x.svg#a\"/>", "<use/>"),
        ("<use href=\"#a\"/>", "<use href=\"#a\"/>"),
        ("<image href=\"//example.org/track.png\"/>", "<image/>"),
        ("<image href=\"data:image/svg+xml;base64,AAAA\"/>", "<image/>"),
        ("<set attributeName=\"xlink:href\" to=\"javascript:x\"/>", ""),
        ("<animate attributeName=\"x\" to=\"1\"/>", "<animate attributeName=\"x\" to=\"1\"/>"),
        ("<rect fill=\"url(#a)\"/>", "<rect fill=\"url(#a)\"/>"),
        ("<rect fill=\"url(https://example.org/)\"/>", "<rect fill=\"none\"/>"),
        ("<rect fill=\"\\75rl(https://example.org/)\"/>", "<rect/>"),
        ("<style>@import 'x';a{fill:url( 'https://x' )}</style>", "<style> a{fill:none}</style>"),
        ("<style>&#64;import 'x';a{}</style>", "<style> a{}</style>"),
        ("<style>@im@import;port;a{}</style>", "<style>@im port;a{}</style>"),
        ("<style><![CDATA[a>b{fill:red}]]></style>", "<style>a&gt;b{fill:red}</style>"),
        ("<g xml:base=\"https://example.org/\"/>", "<g/>"),
    ] {
        assert_eq!(clean(before), after, "{before}");
    }
}

#[test]
fn nothing_in_a_drawing_says_who_drew_it_and_with_what() {
    for (before, after) in [
        ("<!-- Anna --><metadata><rdf:RDF xmlns:rdf=\"r\"><e:x/></rdf:RDF></metadata><g/>", "<g/>"),
        (
            "<e:view e:path=\"/home/anna\"><g/></e:view><g e:label=\"x\" data-name=\"y\" id=\"z\"/>",
            "<g id=\"z\"/>",
        ),
        ("<style>/* Anna */a{}</style><?xpacket begin?>", "<style>a{}</style>"),
        ("<title>A map</title><desc>Of &amp; all</desc>", "<title>A map</title><desc>Of &amp; all</desc>"),
    ] {
        assert_eq!(clean(before), after, "{before}");
    }
}

#[test]
fn what_is_no_drawing_is_refused() {
    let keep = Keep { metadata: ImageMetadata::Strip, scripts: false };
    for text in [
        "",
        "<svg",
        "<svg>",
        "<html/>",
        "<svg></g>",
        "<svg/><svg/>",
        "<svg a=\"1\" a=\"2\"/>",
        "<svg><style>a{fill:\\75rl(x)}</style></svg>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM \"x\">]><svg/>",
        "<!DOCTYPE svg [<!ENTITY a \"&b;\"><!ENTITY b \"x\">]><svg/>",
    ] {
        assert!(cleaned(text.as_bytes(), keep).is_err(), "{text}");
    }
}

#[test]
fn entities_for_namespaces_are_put_in() {
    let keep = Keep { metadata: ImageMetadata::Strip, scripts: false };
    let text = "<!DOCTYPE svg [\n<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n]>\n<svg xmlns=\"&ns_svg;\"><g/></svg>";
    let out = String::from_utf8(cleaned(text.as_bytes(), keep).expect("a drawing")).expect("text");
    assert_eq!(out.trim(), "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>");
}
