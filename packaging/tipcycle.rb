class Tipcycle < Formula
  include Language::Python::Virtualenv

  desc "Five tips, two months, one weekly look back, for managers"
  homepage "{homepage}"
  url "{downloads}/{sdist}"
  sha256 "{sdist_sha256}"
  license all_of: ["MIT", "CC-BY-4.0", "OFL-1.1"]

  depends_on "rust" => :build # pydantic-core, rapidfuzz and typst
  depends_on "python@3.13"

  # brew update-python-resources tipcycle writes the libraries here

  def install
    virtualenv_install_with_resources
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/tipcycle --version")
  end
end
