"""Measures under art. 13b Opiumwet and the APV, the ladder, permits and traders: the compartment of the jurist."""
