"""What a manifest says beyond IMS Content Packaging: sequencing, navigation, ADL's own words."""
