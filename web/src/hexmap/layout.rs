//! Where each council with duties for children lies on the map.
//!
//! Codes are those of the Office for National Statistics, names and short codes (ISO 3166-2:GB) those of the register of
//! local authorities; `data/councils.toml` names both sources. The places are ours: rough geography, moved until many
//! councils touch those that they touch in truth, with the sea and the borders outside.

/// Code of the Office for National Statistics, name, short code, and the place in axial coordinates of hexagons that stand
/// on a corner: `q` goes east, `r` south-east.
pub static HEXES: &[(&str, &str, &str, i8, i8)] = &[
    ("E06000001", "Hartlepool", "HPL", 4, -9),
    ("E06000002", "Middlesbrough", "MDB", 4, -8),
    ("E06000003", "Redcar and Cleveland", "RCC", 4, -7),
    ("E06000004", "Stockton-on-Tees", "STT", 3, -8),
    ("E06000005", "Darlington", "DAL", 1, -7),
    ("E06000006", "Halton", "HAL", -4, -3),
    ("E06000007", "Warrington", "WRT", -3, -3),
    ("E06000008", "Blackburn with Darwen", "BBD", 0, -6),
    ("E06000009", "Blackpool", "BPL", -2, -6),
    ("E06000010", "Kingston upon Hull", "KHL", 4, -5),
    ("E06000011", "East Riding of Yorkshire", "ERY", 4, -6),
    ("E06000012", "North East Lincolnshire", "NEL", 4, -3),
    ("E06000013", "North Lincolnshire", "NLN", 4, -4),
    ("E06000014", "York", "YOR", 3, -7),
    ("E06000015", "Derby", "DER", 1, -2),
    ("E06000016", "Leicester", "LCE", 0, 0),
    ("E06000017", "Rutland", "RUT", 2, -2),
    ("E06000018", "Nottingham", "NGM", 2, -3),
    ("E06000019", "Herefordshire", "HEF", -4, 0),
    ("E06000020", "Telford and Wrekin", "TFW", -3, -1),
    ("E06000021", "Stoke-on-Trent", "STE", -2, -2),
    ("E06000022", "Bath and North East Somerset", "BAS", -5, 4),
    ("E06000023", "Bristol", "BST", -5, 3),
    ("E06000024", "North Somerset", "NSM", -6, 4),
    ("E06000025", "South Gloucestershire", "SGC", -4, 3),
    ("E06000026", "Plymouth", "PLY", -8, 7),
    ("E06000027", "Torbay", "TOB", -7, 7),
    ("E06000030", "Swindon", "SWD", -3, 3),
    ("E06000031", "Peterborough", "PTE", 3, -1),
    ("E06000032", "Luton", "LUT", 1, 1),
    ("E06000033", "Southend-on-Sea", "SOS", 5, 1),
    ("E06000034", "Thurrock", "THR", 5, 3),
    ("E06000035", "Medway", "MDW", 3, 7),
    ("E06000036", "Bracknell Forest", "BRC", -2, 6),
    ("E06000037", "West Berkshire", "WBK", -3, 4),
    ("E06000038", "Reading", "RDG", -2, 3),
    ("E06000039", "Slough", "SLG", -1, 3),
    ("E06000040", "Windsor and Maidenhead", "WNM", -2, 5),
    ("E06000041", "Wokingham", "WOK", -2, 4),
    ("E06000042", "Milton Keynes", "MIK", 0, 1),
    ("E06000043", "Brighton and Hove", "BNH", -1, 8),
    ("E06000044", "Portsmouth", "POR", -3, 7),
    ("E06000045", "Southampton", "STH", -3, 6),
    ("E06000046", "Isle of Wight", "IOW", -5, 7),
    ("E06000047", "County Durham", "DUR", 2, -8),
    ("E06000049", "Cheshire East", "CHE", -3, -2),
    ("E06000050", "Cheshire West and Chester", "CHW", -4, -2),
    ("E06000051", "Shropshire", "SHR", -4, -1),
    ("E06000052", "Cornwall", "CON", -9, 7),
    ("E06000053", "Isles of Scilly", "IOS", -11, 8),
    ("E06000054", "Wiltshire", "WIL", -4, 4),
    ("E06000055", "Bedford", "BDF", 1, 0),
    ("E06000056", "Central Bedfordshire", "CBF", 2, 0),
    ("E06000057", "Northumberland", "NBL", 1, -9),
    ("E06000058", "Bournemouth, Christchurch and Poole", "BPC", -4, 5),
    ("E06000059", "Dorset", "DST", -5, 5),
    ("E06000060", "Buckinghamshire", "BUC", -1, 2),
    ("E06000061", "North Northamptonshire", "NNT", 2, -1),
    ("E06000062", "West Northamptonshire", "WNT", -1, 1),
    ("E06000063", "Cumberland", "CBD", 0, -8),
    ("E06000064", "Westmorland and Furness", "WAF", 0, -7),
    ("E06000065", "North Yorkshire", "NYE", 2, -7),
    ("E06000066", "Somerset", "SMT", -6, 5),
    ("E08000001", "Bolton", "BOL", -2, -5),
    ("E08000002", "Bury", "BUR", -1, -5),
    ("E08000003", "Manchester", "MAN", -1, -3),
    ("E08000004", "Oldham", "OLD", 0, -4),
    ("E08000005", "Rochdale", "RCH", -1, -4),
    ("E08000006", "Salford", "SLF", -2, -4),
    ("E08000007", "Stockport", "SKP", 0, -3),
    ("E08000008", "Tameside", "TAM", 1, -4),
    ("E08000009", "Trafford", "TRF", -2, -3),
    ("E08000010", "Wigan", "WGN", -3, -5),
    ("E08000011", "Knowsley", "KWL", -4, -4),
    ("E08000012", "Liverpool", "LIV", -5, -3),
    ("E08000013", "St Helens", "SHN", -3, -4),
    ("E08000014", "Sefton", "SFT", -4, -5),
    ("E08000015", "Wirral", "WRL", -5, -2),
    ("E08000017", "Doncaster", "DNC", 3, -5),
    ("E08000018", "Rotherham", "ROT", 3, -4),
    ("E08000021", "Newcastle upon Tyne", "NET", 1, -8),
    ("E08000022", "North Tyneside", "NTY", 2, -10),
    ("E08000023", "South Tyneside", "STY", 3, -10),
    ("E08000024", "Sunderland", "SND", 3, -9),
    ("E08000025", "Birmingham", "BIR", -2, 0),
    ("E08000026", "Coventry", "COV", 0, -1),
    ("E08000027", "Dudley", "DUD", -3, 0),
    ("E08000028", "Sandwell", "SAW", -1, -1),
    ("E08000029", "Solihull", "SOL", -1, 0),
    ("E08000030", "Walsall", "WLL", 0, -2),
    ("E08000031", "Wolverhampton", "WLV", -1, -2),
    ("E08000032", "Bradford", "BRD", 1, -6),
    ("E08000033", "Calderdale", "CLD", 0, -5),
    ("E08000034", "Kirklees", "KIR", 1, -5),
    ("E08000035", "Leeds", "LDS", 2, -6),
    ("E08000036", "Wakefield", "WKF", 3, -6),
    ("E08000037", "Gateshead", "GAT", 2, -9),
    ("E08000038", "Barnsley", "BNS", 2, -5),
    ("E08000039", "Sheffield", "SHF", 2, -4),
    ("E09000001", "City of London", "LND", 2, 5),
    ("E09000002", "Barking and Dagenham", "BDG", 4, 3),
    ("E09000003", "Barnet", "BNE", 2, 2),
    ("E09000004", "Bexley", "BEX", 2, 7),
    ("E09000005", "Brent", "BEN", 1, 3),
    ("E09000006", "Bromley", "BRY", 1, 7),
    ("E09000007", "Camden", "CMD", 2, 3),
    ("E09000008", "Croydon", "CRY", 0, 7),
    ("E09000009", "Ealing", "EAL", 0, 3),
    ("E09000010", "Enfield", "ENF", 3, 1),
    ("E09000011", "Greenwich", "GRE", 4, 5),
    ("E09000012", "Hackney", "HCK", 3, 4),
    ("E09000013", "Hammersmith and Fulham", "HMF", 0, 4),
    ("E09000014", "Haringey", "HRY", 3, 3),
    ("E09000015", "Harrow", "HRW", 1, 2),
    ("E09000016", "Havering", "HAV", 5, 2),
    ("E09000017", "Hillingdon", "HIL", 0, 2),
    ("E09000018", "Hounslow", "HNS", -1, 4),
    ("E09000019", "Islington", "ISL", 2, 4),
    ("E09000020", "Kensington and Chelsea", "KEC", 1, 4),
    ("E09000021", "Kingston upon Thames", "KTT", -1, 6),
    ("E09000022", "Lambeth", "LBH", 1, 6),
    ("E09000023", "Lewisham", "LEW", 3, 6),
    ("E09000024", "Merton", "MRT", 0, 6),
    ("E09000025", "Newham", "NWM", 4, 4),
    ("E09000026", "Redbridge", "RDB", 4, 2),
    ("E09000027", "Richmond upon Thames", "RIC", -1, 5),
    ("E09000028", "Southwark", "SWK", 2, 6),
    ("E09000029", "Sutton", "STN", -1, 7),
    ("E09000030", "Tower Hamlets", "TWH", 3, 5),
    ("E09000031", "Waltham Forest", "WFT", 3, 2),
    ("E09000032", "Wandsworth", "WND", 0, 5),
    ("E09000033", "Westminster", "WSM", 1, 5),
    ("E10000003", "Cambridgeshire", "CAM", 3, 0),
    ("E10000007", "Derbyshire", "DBY", 1, -3),
    ("E10000008", "Devon", "DEV", -7, 6),
    ("E10000011", "East Sussex", "ESX", 0, 8),
    ("E10000012", "Essex", "ESS", 4, 1),
    ("E10000013", "Gloucestershire", "GLS", -3, 2),
    ("E10000014", "Hampshire", "HAM", -3, 5),
    ("E10000015", "Hertfordshire", "HRT", 2, 1),
    ("E10000016", "Kent", "KEN", 1, 8),
    ("E10000017", "Lancashire", "LAN", -1, -6),
    ("E10000018", "Leicestershire", "LEC", 1, -1),
    ("E10000019", "Lincolnshire", "LIN", 3, -2),
    ("E10000020", "Norfolk", "NFK", 4, -1),
    ("E10000024", "Nottinghamshire", "NTT", 3, -3),
    ("E10000025", "Oxfordshire", "OXF", -2, 2),
    ("E10000028", "Staffordshire", "STS", -2, -1),
    ("E10000029", "Suffolk", "SFK", 4, 0),
    ("E10000030", "Surrey", "SRY", -2, 7),
    ("E10000031", "Warwickshire", "WAR", -2, 1),
    ("E10000032", "West Sussex", "WSX", -2, 8),
    ("E10000034", "Worcestershire", "WOR", -3, 1),
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::HEXES;

    #[test]
    fn every_council_has_one_code_and_one_cell() {
        assert_eq!(HEXES.len(), 153);
        assert_eq!(HEXES.iter().map(|hex| hex.0).collect::<BTreeSet<_>>().len(), 153, "codes");
        assert_eq!(HEXES.iter().map(|hex| hex.1).collect::<BTreeSet<_>>().len(), 153, "names");
        assert_eq!(HEXES.iter().map(|hex| hex.2).collect::<BTreeSet<_>>().len(), 153, "short codes");
        assert_eq!(HEXES.iter().map(|hex| (hex.3, hex.4)).collect::<BTreeSet<_>>().len(), 153, "cells");
        for (gss, name, short, ..) in HEXES {
            assert!(gss.len() == 9 && gss[1..].bytes().all(|byte| byte.is_ascii_digit()), "{gss} of {name}");
            assert!((3..=4).contains(&short.len()) && short.bytes().all(|byte| byte.is_ascii_uppercase()), "{short}");
        }
    }

    #[test]
    fn every_kind_of_council_is_there() {
        let mut kinds = BTreeMap::new();
        for hex in HEXES {
            *kinds.entry(&hex.0[..3]).or_insert(0) += 1;
        }
        assert_eq!(kinds, BTreeMap::from([("E06", 63), ("E08", 36), ("E09", 33), ("E10", 21)]));
    }

    #[test]
    fn london_holds_together() {
        let london: BTreeSet<(i8, i8)> =
            HEXES.iter().filter(|hex| hex.0.starts_with("E09")).map(|hex| (hex.3, hex.4)).collect();
        let mut reached: BTreeSet<(i8, i8)> = london.iter().take(1).copied().collect();
        let mut edge: Vec<(i8, i8)> = reached.iter().copied().collect();
        while let Some((q, r)) = edge.pop() {
            for next in [(q + 1, r), (q - 1, r), (q, r + 1), (q, r - 1), (q + 1, r - 1), (q - 1, r + 1)] {
                if london.contains(&next) && reached.insert(next) {
                    edge.push(next);
                }
            }
        }
        assert_eq!(reached, london);
    }
}
