"""The pages of the jurist: measures under art. 13b, properties, the ladder, closures, the APV, permits and traders."""
