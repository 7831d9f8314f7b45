/// The files of this folder, embedded into the program: what exports of known products look like.
public enum ProfileFiles {
  /// File name and contents (JSON, UTF-8), in alphabetical order.
  public static var all: [(name: String, contents: [UInt8])] {
    [
      ("amazon-orders.json", PackageResources.amazon_orders_json),
      ("ga4-campaigns.json", PackageResources.ga4_campaigns_json),
      ("ga4-content.json", PackageResources.ga4_content_json),
      ("ga4-traffic.json", PackageResources.ga4_traffic_json),
      (
        "ga4-transactions-by-campaign.json",
        PackageResources.ga4_transactions_by_campaign_json
      ),
      ("ga4-transactions.json", PackageResources.ga4_transactions_json),
      ("goaffpro-sales.json", PackageResources.goaffpro_sales_json),
      ("google-ads.json", PackageResources.google_ads_json),
      ("hypeauditor.json", PackageResources.hypeauditor_json),
      ("impact-actions.json", PackageResources.impact_actions_json),
      ("instagram-insights.json", PackageResources.instagram_insights_json),
      ("meta-ads.json", PackageResources.meta_ads_json),
      ("meta-business-suite.json", PackageResources.meta_business_suite_json),
      ("modash.json", PackageResources.modash_json),
      ("shopify-discounts.json", PackageResources.shopify_discounts_json),
      ("shopify-orders.json", PackageResources.shopify_orders_json),
      ("tiktok-ads.json", PackageResources.tiktok_ads_json),
      ("tiktok-creator-marketplace.json", PackageResources.tiktok_creator_marketplace_json),
      ("tiktok-shop-affiliate-orders.json", PackageResources.tiktok_shop_affiliate_orders_json),
      ("tiktok-shop-creators.json", PackageResources.tiktok_shop_creators_json),
      ("tiktok-shop-orders.json", PackageResources.tiktok_shop_orders_json),
      ("uppromote-referrals.json", PackageResources.uppromote_referrals_json),
      ("woocommerce-order-export.json", PackageResources.woocommerce_order_export_json),
      ("woocommerce-orders.json", PackageResources.woocommerce_orders_json),
      ("youtube-studio-days.json", PackageResources.youtube_studio_days_json),
      ("youtube-studio.json", PackageResources.youtube_studio_json),
    ]
  }
}
