//! The Equal Earth projection of Šavrič, Patterson and Jenny (2018), on the map for locators.

use crate::world::{LOCATOR_SCALE, WORLD_WIDTH};

/// A longitude and a latitude, in degrees.
pub(super) type Degrees = [f64; 2];

/// A place on a map, in pixels.
pub(super) type Pixels = [f64; 2];

/// The longitude in the middle of the map. So it is cut in the Bering Strait: neither Russia nor Fiji falls apart.
const MIDDLE: f64 = 11.2;

/// The polynomial of the projection.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

/// Returns a longitude as degrees east of the middle of the map, from -180 to 180.
pub(super) fn from_middle(longitude: f64) -> f64 {
    (longitude - MIDDLE + 180.0).rem_euclid(360.0) - 180.0
}

/// Returns the way from one longitude to another by the shorter side of the earth, in degrees.
pub(super) fn way(from: f64, to: f64) -> f64 {
    (to - from + 180.0).rem_euclid(360.0) - 180.0
}

/// Returns where a place is on the map for locators; its longitude is counted from the middle of the map.
pub(super) fn project([longitude, latitude]: Degrees) -> Pixels {
    let (x, y) = equal_earth(longitude.to_radians(), latitude.to_radians());
    let (widest, _) = equal_earth(std::f64::consts::PI, 0.0);
    let (_, highest) = equal_earth(0.0, std::f64::consts::FRAC_PI_2);
    let scale = f64::from(WORLD_WIDTH * LOCATOR_SCALE) / 2.0 / widest;
    [(widest + x) * scale, (highest - y) * scale]
}

fn equal_earth(longitude: f64, latitude: f64) -> (f64, f64) {
    let root = 3.0_f64.sqrt() / 2.0;
    let theta = (root * latitude.sin()).asin();
    let (square, sixth) = (theta * theta, theta.powi(6));
    let slope = A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square);
    let height = theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square));
    (longitude * theta.cos() / (root * slope), height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_where_the_generator_of_the_tables_has_them() {
        // The points of Gibraltar, Bouvet Island and the Minor Outlying Islands, from tools/shapes/points.tsv.
        for (degrees, expected) in
            [([-5.35, 36.14], (1100, 271)), ([3.4, -54.4], (1159, 1031)), ([-169.5, 16.7], (2371, 435))]
        {
            let [longitude, latitude] = degrees;
            let [x, y] = project([from_middle(longitude), latitude]);
            assert_eq!((x.round(), y.round()), (f64::from(expected.0), f64::from(expected.1)), "{degrees:?}");
        }
    }

    #[test]
    fn the_cut_is_in_the_bering_strait() {
        assert!(from_middle(-168.7) < -179.0 && from_middle(-168.9) > 179.0);
        assert!((way(179.0, -179.0) - 2.0).abs() < 1e-9 && (way(-179.0, 179.0) + 2.0).abs() < 1e-9);
    }
}
