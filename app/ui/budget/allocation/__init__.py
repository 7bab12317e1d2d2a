"""The tab Beräkningsmodeller: prices, volumes and what they give, tried and fetched to the frames."""
